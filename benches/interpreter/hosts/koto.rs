//! Koto, with its default features.

use super::{Program, say};
use koto::prelude::*;
use koto::{Koto, KotoSettings, Ptr, runtime::Result as Told};

struct Compiled {
    koto: Koto,
    program: Ptr<Chunk>,
}

pub fn compile(source: &str) -> Result<Box<dyn Program>, String> {
    let mut koto = Koto::with_settings(KotoSettings::default().with_stdout(Said));
    let program = koto.compile(source).map_err(|error| error.to_string())?;
    Ok(Box::new(Compiled { koto, program }))
}

impl Program for Compiled {
    fn run(&mut self) -> Result<(), String> {
        self.koto.run(self.program.clone()).map(drop).map_err(|error| error.to_string())
    }
}

/// The output of scripts.
struct Said;

impl KotoFile for Said {
    fn id(&self) -> KString {
        "said".into()
    }
}

impl KotoRead for Said {}

impl KotoWrite for Said {
    fn write_line(&self, text: &str) -> Told<()> {
        say(text);
        Ok(())
    }

    fn write(&self, bytes: &[u8]) -> Told<()> {
        say(&String::from_utf8_lossy(bytes));
        Ok(())
    }

    fn flush(&self) -> Told<()> {
        Ok(())
    }
}
