//! From a path or text to a loaded program: all files parsed, in dependency order, nothing run yet.
//!
//! Invariant: a file is read once however it is reached (files are identified by their canonical path), every file stands behind those it
//! imports, and cycles are refused. So one pass over the units can compile them, and one can run them.

use super::error::Error;
pub(crate) use super::files::NoFiles;
use super::files::{Disk, Files, Found};
use crate::syntax::ast::{Ident, ItemKind, Program};
use crate::syntax::span::{Source, Span};
use crate::syntax::{Diagnostic, parse, parse_bare};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// A parsed file.
pub(crate) struct Unit {
    pub(crate) name: String,
    pub(crate) source: Arc<Source>,
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

impl Import {
    /// The name that the whole module is bound to.
    pub(crate) fn namespace(&self) -> Option<&Rc<str>> {
        match &self.binding {
            Binding::Namespace(name) => Some(name),
            Binding::Names(_) => None,
        }
    }
}

/// Loads programs.
pub(crate) struct Loader<'a> {
    /// Whether a name is a standard module.
    pub(crate) is_standard: &'a dyn Fn(&str) -> bool,
    files: &'a dyn Files,
    units: Vec<Unit>,
    known: HashMap<PathBuf, usize>,
}

/// A file whose imports are being loaded.
struct Pending {
    /// Its identity; none for a text of the host.
    id: Option<PathBuf>,
    unit: Unit,
    requests: std::vec::IntoIter<Request>,
    /// How its importer binds it; none for the program file.
    waiting: Option<Binding>,
}

/// An import as written.
struct Request {
    /// Path as written.
    path: String,
    /// The standard module of that name may be meant: before the file (`use`) or after it (`import`).
    standard: Option<(Rc<str>, bool)>,
    binding: Binding,
    span: Span,
}

impl<'a> Loader<'a> {
    pub(crate) fn new(is_standard: &'a dyn Fn(&str) -> bool, files: &'a dyn Files) -> Self {
        Loader { is_standard, files, units: Vec::new(), known: HashMap::new() }
    }

    /// Loads a program file and everything it imports.
    pub(crate) fn load_file(self, path: &Path) -> Result<Vec<Unit>, Error> {
        let source = Disk.read(path)?;
        let canonical = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let first = self.open(source, Some(canonical), None, false)?;
        self.load(first)
    }

    /// Loads a program from text; `bare`: a sequence of statements will do.
    pub(crate) fn load_text(self, name: &str, text: &str, bare: bool) -> Result<Vec<Unit>, Error> {
        let first = self.open(Source::new(name, text), None, None, bare)?;
        self.load(first)
    }

    fn load(mut self, first: Pending) -> Result<Vec<Unit>, Error> {
        let mut stack = vec![first];
        while let Some(top) = stack.last_mut() {
            if let Some(request) = top.requests.next() {
                if let Some(next) = self.resolve(request, &mut stack)? {
                    stack.push(next);
                }
                continue;
            }
            let Some(done) = stack.pop() else { break };
            let index = self.units.len();
            if let Some(id) = done.id {
                self.known.insert(id, index);
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
        source: Arc<Source>,
        id: Option<PathBuf>,
        waiting: Option<Binding>,
        bare: bool,
    ) -> Result<Pending, Error> {
        let parsed = if bare { parse_bare(&source) } else { parse(&source) };
        let program = parsed.map_err(|errors| Error::rejected(errors, &source))?;
        let requests = requests(&program, self.is_standard).into_iter();
        let stem = Path::new(&source.name)
            .file_stem()
            .map_or_else(|| source.name.clone(), |s| s.to_string_lossy().into_owned());
        let unit = Unit { name: stem, source, program, imports: Vec::new() };
        Ok(Pending { id, unit, requests, waiting })
    }

    /// Binds a standard module or a known file, or opens a new one.
    fn resolve(&self, request: Request, stack: &mut [Pending]) -> Result<Option<Pending>, Error> {
        let Some(importer) = stack.last_mut() else { return Ok(None) };
        let Request { path, standard, binding, span } = request;
        let found = match &standard {
            Some((_, true)) => None,
            _ => self.find(&path, importer, span)?,
        };
        let Some(found) = found else {
            let Some((name, _)) = standard else {
                let searched = self.files.searched(&path, &importer.unit.source.name);
                return Err(not_found(&searched, &importer.unit.source, span));
            };
            importer.unit.imports.push(Import { target: Target::Standard(name), binding });
            return Ok(None);
        };
        if let Some(&index) = self.known.get(&found.id) {
            importer.unit.imports.push(Import { target: Target::File(index), binding });
            return Ok(None);
        }
        if let Some(start) = stack.iter().position(|p| p.id.as_ref() == Some(&found.id)) {
            return Err(circular(&stack[start..], span));
        }
        let source = match found.source {
            Some(source) => source,
            None => {
                self.files.read(&found.path).map_err(|e| e.at(&stack[stack.len() - 1].unit.source, span))?
            }
        };
        self.open(source, Some(found.id), Some(binding), false).map(Some)
    }

    fn find(&self, path: &str, importer: &Pending, span: Span) -> Result<Option<Found>, Error> {
        let found = self.files.find(path, &importer.unit.source.name);
        found.map_err(|error| error.at(&importer.unit.source, span))
    }
}

/// The imports of a file, in source order.
fn requests(program: &Program, is_standard: &dyn Fn(&str) -> bool) -> Vec<Request> {
    let standard = |name: &str, first: bool| is_standard(name).then(|| (Rc::from(name), first));
    let mut found = Vec::new();
    for item in &program.items {
        let (path, standard, binding, span) = match &item.kind {
            ItemKind::Use { path, alias } => {
                let Some(last) = path.last() else { continue };
                let bound = alias.as_ref().unwrap_or(last).name.clone();
                let file = path.iter().map(|part| &*part.name).collect::<Vec<_>>().join("/");
                let name = if path.len() == 1 { standard(&last.name, true) } else { None };
                (file, name, Binding::Namespace(bound), item.span)
            }
            ItemKind::ImportModule { path, alias, path_span } => {
                (path.to_string(), standard(path, false), Binding::Namespace(alias.name.clone()), *path_span)
            }
            ItemKind::ImportNames { path, names, path_span } => {
                (path.to_string(), standard(path, false), Binding::Names(names.clone()), *path_span)
            }
            _ => continue,
        };
        found.push(Request { path, standard, binding, span });
    }
    found
}

fn not_found(searched: &[String], source: &Arc<Source>, span: Span) -> Error {
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
