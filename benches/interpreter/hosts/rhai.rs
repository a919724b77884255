//! Rhai, with its default features and optimisation level. Its limit on nested calls is lifted to 256 for the recursive programs.

use super::{Program, say};
use rhai::{AST, Engine};

struct Compiled {
    engine: Engine,
    program: AST,
}

pub fn compile(source: &str) -> Result<Box<dyn Program>, String> {
    let mut engine = Engine::new();
    engine.on_print(say);
    engine.set_max_call_levels(256);
    let program = engine.compile(source).map_err(|error| error.to_string())?;
    Ok(Box::new(Compiled { engine, program }))
}

impl Program for Compiled {
    fn run(&mut self) -> Result<(), String> {
        self.engine.run_ast(&self.program).map_err(|error| error.to_string())
    }
}
