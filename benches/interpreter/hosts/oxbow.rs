//! Oxbow: reference counting and automatic collection on.

use super::Program;
use oxbow_interp::{Engine, Script};
use std::io::{self, Write};

struct Compiled {
    engine: Engine,
    script: Script,
}

pub fn compile(source: &str) -> Result<Box<dyn Program>, String> {
    let engine = Engine::builder().output(Box::new(Said)).build();
    let script = engine.compile("program", source).map_err(|error| error.to_string())?;
    Ok(Box::new(Compiled { engine, script }))
}

impl Program for Compiled {
    fn run(&mut self) -> Result<(), String> {
        let result = self.engine.run(&self.script).map(drop);
        // The end of a program: what is left of its cycles goes.
        self.engine.finish();
        result.map_err(|error| error.to_string())
    }
}

/// The output of scripts.
struct Said;

impl Write for Said {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        super::SAID.with_borrow_mut(|said| said.push_str(&String::from_utf8_lossy(bytes)));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
