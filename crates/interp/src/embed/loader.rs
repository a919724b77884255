//! From a path or text to a loaded program: all files parsed, in dependency order, nothing run yet.
//!
//! Invariant: a file is read once however it is reached (files are identified by their canonical path), every file stands behind those it
//! imports, and cycles are refused. So one pass over the units can compile them, and one can run them.

use super::error::Error;
use crate::syntax::ast::{Ident, ItemKind, Program};
use crate::syntax::span::{Source, Span};
use crate::syntax::{Diagnostic, parse};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Largest source file, in bytes.
const MAX_SOURCE: u64 = 100 << 20;
/// Suffixes of source files, in the order tried.
const SUFFIXES: [&str; 2] = ["ox", "naab"];

/// A parsed file.
pub(crate) struct Unit {
    pub(crate) name: String,
    pub(crate) source: Rc<Source>,
    pub(crate) program: Program,
    pub(crate) imports: Vec<Import>,
}

/// An import of a file, resolved.
#[derive(Clone, Debug)]
pub(crate) struct Import {
    pub(crate) target: Target,
    pub(crate) binding: Binding,
}

/// What an import refers to.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// A standard module.
    Standard(Rc<str>),
    /// A file, by its index among the units.
    File(usize),
}

/// What an import binds.
#[derive(Clone, Debug)]
pub(crate) enum Binding {
    /// The namespace to a name.
    Namespace(Rc<str>),
    /// Members to names: (member, name here).
    Names(Vec<(Ident, Ident)>),
}

/// Loads programs.
pub(crate) struct Loader<'a> {
    /// Whether a name is a standard module.
    pub(crate) is_standard: &'a dyn Fn(&str) -> bool,
    units: Vec<Unit>,
    known: HashMap<PathBuf, usize>,
}

/// A file whose imports are being loaded.
struct Pending {
    /// The canonical path.
    path: Option<PathBuf>,
    unit: Unit,
    requests: std::vec::IntoIter<Request>,
    /// How its importer binds it; none for the program file.
    waiting: Option<Binding>,
}

/// An import as written.
struct Request {
    /// Path without suffix guessing.
    path: PathBuf,
    /// The standard module of that name may be meant: before the file (`use`) or after it (`import`).
    standard: Option<(Rc<str>, bool)>,
    binding: Binding,
    span: Span,
}

impl<'a> Loader<'a> {
    pub(crate) fn new(is_standard: &'a dyn Fn(&str) -> bool) -> Self {
        Loader { is_standard, units: Vec::new(), known: HashMap::new() }
    }

    /// Loads a program file and everything it imports.
    pub(crate) fn load_file(self, path: &Path) -> Result<Vec<Unit>, Error> {
        let source = read(path)?;
        let canonical = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        self.load(source, Some(canonical))
    }

    /// Loads a program from text; its imports are relative to `directory`.
    pub(crate) fn load_text(
        self,
        name: &str,
        text: &str,
        directory: Option<&Path>,
    ) -> Result<Vec<Unit>, Error> {
        self.load(Source::new(name, text), directory.map(|d| d.join(name)))
    }

    fn load(mut self, source: Rc<Source>, path: Option<PathBuf>) -> Result<Vec<Unit>, Error> {
        let mut stack = vec![self.open(source, path, None)?];
        while let Some(top) = stack.last_mut() {
            if let Some(request) = top.requests.next() {
                if let Some(next) = self.resolve(request, &mut stack)? {
                    stack.push(next);
                }
                continue;
            }
            let Some(done) = stack.pop() else { break };
            let index = self.units.len();
            if let Some(path) = done.path {
                self.known.insert(path, index);
            }
            self.units.push(done.unit);
            if let (Some(binding), Some(importer)) = (done.waiting, stack.last_mut()) {
                importer.unit.imports.push(Import { target: Target::File(index), binding });
            }
        }
        Ok(self.units)
    }

    fn open(
        &self,
        source: Rc<Source>,
        path: Option<PathBuf>,
        waiting: Option<Binding>,
    ) -> Result<Pending, Error> {
        let program = parse(&source).map_err(|errors| Error::rejected(errors, &source))?;
        // Relative to the file as it was named, so that names in diagnostics stay as short as the program's own.
        let directory = path.as_ref().and(Path::new(&source.name).parent());
        let requests = requests(&program, directory, self.is_standard).into_iter();
        let stem = Path::new(&source.name)
            .file_stem()
            .map_or_else(|| source.name.clone(), |s| s.to_string_lossy().into_owned());
        let unit = Unit { name: stem, source, program, imports: Vec::new() };
        Ok(Pending { path, unit, requests, waiting })
    }

    /// Binds a standard module or a known file, or opens a new one.
    fn resolve(&self, request: Request, stack: &mut [Pending]) -> Result<Option<Pending>, Error> {
        let Some(importer) = stack.last_mut() else { return Ok(None) };
        let Request { path, standard, binding, span } = request;
        let found = match &standard {
            Some((_, true)) => None,
            _ => find(&path),
        };
        let Some(found) = found else {
            let Some((name, _)) = standard else {
                return Err(not_found(&path, &importer.unit.source, span));
            };
            importer.unit.imports.push(Import { target: Target::Standard(name), binding });
            return Ok(None);
        };
        let canonical = found.canonicalize().unwrap_or_else(|_| found.clone());
        if let Some(&index) = self.known.get(&canonical) {
            importer.unit.imports.push(Import { target: Target::File(index), binding });
            return Ok(None);
        }
        if let Some(start) = stack.iter().position(|p| p.path.as_ref() == Some(&canonical)) {
            return Err(circular(&stack[start..], span));
        }
        let source = read(&found).map_err(|e| e.at(&stack[stack.len() - 1].unit.source, span))?;
        self.open(source, Some(canonical), Some(binding)).map(Some)
    }
}

/// The imports of a file, in source order.
fn requests(program: &Program, directory: Option<&Path>, is_standard: &dyn Fn(&str) -> bool) -> Vec<Request> {
    let base = directory.unwrap_or(Path::new(""));
    let standard = |name: &str, first: bool| is_standard(name).then(|| (Rc::from(name), first));
    let mut found = Vec::new();
    for item in &program.items {
        let (path, standard, binding, span) = match &item.kind {
            ItemKind::Use { path, alias } => {
                let Some(last) = path.last() else { continue };
                let bound = alias.as_ref().unwrap_or(last).name.clone();
                let file = path.iter().fold(base.to_path_buf(), |p, part| p.join(&*part.name));
                let name = if path.len() == 1 { standard(&last.name, true) } else { None };
                (file, name, Binding::Namespace(bound), item.span)
            }
            ItemKind::ImportModule { path, alias, path_span } => {
                (join(base, path), standard(path, false), Binding::Namespace(alias.name.clone()), *path_span)
            }
            ItemKind::ImportNames { path, names, path_span } => {
                (join(base, path), standard(path, false), Binding::Names(names.clone()), *path_span)
            }
            _ => continue,
        };
        found.push(Request { path, standard, binding, span });
    }
    found
}

/// `path` relative to `base`, without `.` components.
fn join(base: &Path, path: &str) -> PathBuf {
    let parts = Path::new(path).components().filter(|part| *part != std::path::Component::CurDir);
    base.join(parts.collect::<PathBuf>())
}

/// The file meant by an import path: as it stands, or with a suffix if it has none.
fn find(path: &Path) -> Option<PathBuf> {
    candidates(path).into_iter().find(|p| p.is_file())
}

fn candidates(path: &Path) -> Vec<PathBuf> {
    if path.extension().is_some_and(|e| SUFFIXES.iter().any(|s| e == *s)) {
        return vec![path.to_path_buf()];
    }
    let with = |suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(suffix);
        PathBuf::from(name)
    };
    SUFFIXES.iter().map(|s| with(s)).collect()
}

fn read(path: &Path) -> Result<Rc<Source>, Error> {
    let name = path.display().to_string();
    let fail = |why: String| Error::io(format!("cannot read {name}: {why}"));
    let size = std::fs::metadata(path).map_err(|e| fail(e.to_string()))?.len();
    if size > MAX_SOURCE {
        return Err(fail(format!("{size} bytes, but a source file may have at most {MAX_SOURCE}")));
    }
    let bytes = std::fs::read(path).map_err(|e| fail(e.to_string()))?;
    let text = String::from_utf8(bytes)
        .map_err(|e| fail(format!("not UTF-8 at byte {}", e.utf8_error().valid_up_to())))?;
    Ok(Source::new(name, text))
}

fn not_found(path: &Path, source: &Rc<Source>, span: Span) -> Error {
    let searched: Vec<String> = candidates(path).iter().map(|p| p.display().to_string()).collect();
    let message = format!("Import error: no module found; searched {}", searched.join(", "));
    Error::rejected(vec![Diagnostic::new(message, span)], source)
}

fn circular(cycle: &[Pending], span: Span) -> Error {
    let mut names: Vec<&str> = cycle.iter().map(|p| p.unit.name.as_str()).collect();
    names.extend(names.first().copied());
    let message = format!("Import error: circular dependency: {}", names.join(" -> "));
    let source = &cycle[cycle.len() - 1].unit.source;
    Error::rejected(vec![Diagnostic::new(message, span)], source)
}
