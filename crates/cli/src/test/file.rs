//! The tests of one file.
//!
//! Invariant: each test sees module variables, globals and a heap that no other test has touched.

use super::asserts;
use oxbow_interp::{Capabilities, Engine, Error, Function};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What became of a file's tests.
pub(super) struct FileReport {
    pub(super) file: PathBuf,
    pub(super) cases: Vec<Case>,
}

/// What became of one test.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) failure: Option<Failure>,
    /// What it printed, to either stream.
    pub(super) output: String,
    pub(super) time: Duration,
}

/// Why a test failed.
pub(super) struct Failure {
    pub(super) message: String,
    pub(super) report: String,
    pub(super) coloured: String,
}

impl FileReport {
    pub(super) fn failures(&self) -> usize {
        self.cases.iter().filter(|case| case.failure.is_some()).count()
    }
}

/// Runs the tests of a file whose `file::name` contains `filter`. A file that is refused is one failed test called `load`.
pub(super) fn run(file: &Path, filter: Option<&str>) -> FileReport {
    let start = Instant::now();
    let output = Buffer::default();
    let cases = match names(&mut engine(&output), file) {
        Ok(names) => {
            let full = |name: &str| format!("{}::{name}", file.display());
            let wanted = |name: &String| filter.is_none_or(|part| full(name).contains(part));
            names.into_iter().filter(wanted).map(|name| case(file, name)).collect()
        }
        Err(error) => {
            let failure = Some(failure(&error));
            vec![Case { name: "load".to_owned(), failure, output: output.text(), time: start.elapsed() }]
        }
    };
    FileReport { file: file.to_owned(), cases }
}

/// The tests of a file, in source order.
fn names(engine: &mut Engine, file: &Path) -> Result<Vec<String>, Error> {
    let script = engine.load_file(file)?;
    let namespace = engine.load(&script)?;
    let names = namespace.names()?.into_iter().filter(|name| name.starts_with("test_"));
    Ok(names.filter(|name| namespace.function(name).is_ok()).collect())
}

fn case(file: &Path, name: String) -> Case {
    let start = Instant::now();
    let output = Buffer::default();
    let mut engine = engine(&output);
    let result = call(&mut engine, file, &name);
    engine.finish();
    drop(engine);
    let failure = result.err().map(|error| failure(&error));
    Case { name, failure, output: output.text(), time: start.elapsed() }
}

fn call(engine: &mut Engine, file: &Path, name: &str) -> Result<(), Error> {
    let script = engine.load_file(file)?;
    let test: Function = engine.load(&script)?.function(name)?;
    engine.call(&test, ()).map(drop)
}

fn engine(output: &Buffer) -> Engine {
    let mut engine = Engine::builder()
        .output(Box::new(output.clone()))
        .errors(Box::new(output.clone()))
        .capabilities(Capabilities::all())
        .build();
    asserts::register(&mut engine);
    engine
}

fn failure(error: &Error) -> Failure {
    Failure { message: error.message().to_owned(), report: error.render(false), coloured: error.render(true) }
}

/// What a test prints.
#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    fn text(&self) -> String {
        self.0.lock().map_or_else(|_| String::new(), |bytes| String::from_utf8_lossy(&bytes).into_owned())
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Ok(mut buffer) = self.0.lock() {
            buffer.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
