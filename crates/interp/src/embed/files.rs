//! Where imported modules come from: the disk, the host, or nowhere.
//!
//! Invariant: a module has one identity however it is reached; a text of the host can only import what the host provides.

use super::error::Error;
use crate::syntax::span::Source;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Largest source file, in bytes.
const MAX_SOURCE: u64 = 100 << 20;
/// Suffixes of source files, in the order tried.
const SUFFIXES: [&str; 2] = ["ox", "naab"];

/// A module found by a [`ModuleLoader`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleSource {
    /// Its identity, and its name in diagnostics: modules of one name are loaded once.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Provides the modules that scripts import: see [`EngineBuilder::module_loader`](super::EngineBuilder::module_loader).
pub trait ModuleLoader {
    /// The module that `path` names (as written; `use a.b` is `a/b`) in the source called `importer`; `None` if there is no such module.
    ///
    /// # Errors
    /// It exists but cannot be read. The import fails with this text.
    fn load(&self, path: &str, importer: &str) -> Result<Option<ModuleSource>, Box<dyn std::error::Error>>;
}

/// Any function will do.
impl<F: Fn(&str, &str) -> Option<ModuleSource>> ModuleLoader for F {
    fn load(&self, path: &str, importer: &str) -> Result<Option<ModuleSource>, Box<dyn std::error::Error>> {
        Ok(self(path, importer))
    }
}

/// Where the loader looks for what is imported.
pub(crate) trait Files {
    /// What `path` means in the importer of this name.
    fn find(&self, path: &str, importer: &str) -> Result<Option<Found>, Error>;

    /// Reads what `find` found without its text.
    fn read(&self, path: &Path) -> Result<Arc<Source>, Error>;

    /// Where `find` looked, for a message.
    fn searched(&self, path: &str, importer: &str) -> Vec<String>;
}

/// A module that exists.
pub(crate) struct Found {
    /// Its identity.
    pub(crate) id: PathBuf,
    /// How it is named in diagnostics.
    pub(crate) path: PathBuf,
    /// Its text, if finding it meant reading it.
    pub(crate) source: Option<Arc<Source>>,
}

/// Files relative to the importing file.
pub(crate) struct Disk;

impl Files for Disk {
    fn find(&self, path: &str, importer: &str) -> Result<Option<Found>, Error> {
        let found = candidates(path, importer).into_iter().find(|p| p.is_file());
        let with_id = |path: PathBuf| Found {
            id: path.canonicalize().unwrap_or_else(|_| path.clone()),
            path,
            source: None,
        };
        Ok(found.map(with_id))
    }

    fn read(&self, path: &Path) -> Result<Arc<Source>, Error> {
        let name = path.display().to_string();
        let fail = |why: String| Error::io(format!("cannot read {name}: {why}"));
        let file = File::open(path).map_err(|e| fail(e.to_string()))?;
        let size = file.metadata().map_err(|e| fail(e.to_string()))?.len();
        let mut bytes = Vec::new();
        // Devices and pipes do not tell their size, so what is read is limited as well.
        if size <= MAX_SOURCE {
            file.take(MAX_SOURCE + 1).read_to_end(&mut bytes).map_err(|e| fail(e.to_string()))?;
        }
        let size = size.max(bytes.len() as u64);
        if size > MAX_SOURCE {
            return Err(fail(format!("{size} bytes, but a source file may have at most {MAX_SOURCE}")));
        }
        let text = String::from_utf8(bytes)
            .map_err(|e| fail(format!("not UTF-8 at byte {}", e.utf8_error().valid_up_to())))?;
        Ok(Source::new(name, text))
    }

    fn searched(&self, path: &str, importer: &str) -> Vec<String> {
        candidates(path, importer).iter().map(|p| p.display().to_string()).collect()
    }
}

/// As it stands, or with a suffix if it has none.
fn candidates(path: &str, importer: &str) -> Vec<PathBuf> {
    // Relative to the file as it was named, and without `.`, so that names in diagnostics stay as short as the program's own.
    let parts = Path::new(path).components().filter(|part| *part != std::path::Component::CurDir);
    let path = Path::new(importer).parent().unwrap_or(Path::new("")).join(parts.collect::<PathBuf>());
    if path.extension().is_some_and(|e| SUFFIXES.iter().any(|s| e == *s)) {
        return vec![path];
    }
    let with = |suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(suffix);
        PathBuf::from(name)
    };
    SUFFIXES.iter().map(|s| with(s)).collect()
}

/// Modules that the host provides.
pub(crate) struct Provided<'a>(pub(crate) &'a dyn ModuleLoader);

impl Files for Provided<'_> {
    fn find(&self, path: &str, importer: &str) -> Result<Option<Found>, Error> {
        let found = self
            .0
            .load(path, importer)
            .map_err(|e| Error::io(format!("cannot load module '{path}': {e}")))?;
        Ok(found.map(|module| {
            let id = PathBuf::from(&module.name);
            Found { path: id.clone(), id, source: Some(Source::new(module.name, module.text)) }
        }))
    }

    fn read(&self, path: &Path) -> Result<Arc<Source>, Error> {
        Err(Error::io(format!("cannot read {}", path.display())))
    }

    fn searched(&self, path: &str, _: &str) -> Vec<String> {
        vec![format!("'{path}' among the modules that the host provides")]
    }
}

/// Nothing but standard modules.
pub(crate) struct NoFiles;

impl Files for NoFiles {
    fn find(&self, _: &str, _: &str) -> Result<Option<Found>, Error> {
        Ok(None)
    }

    fn read(&self, path: &Path) -> Result<Arc<Source>, Error> {
        Err(Error::io(format!("cannot read {}", path.display())))
    }

    fn searched(&self, path: &str, _: &str) -> Vec<String> {
        vec![format!("'{path}' among the standard modules (files cannot be imported here)")]
    }
}
