//! `oxbow repl`: an interactive session.
//!
//! Invariant: nothing that an input does ends the session but `:quit`; on a pipe it prints neither prompts nor colours.

mod commands;
mod complete;
mod editor;
mod paint;
mod state;

use crate::streams;
use oxbow_interp::{Capabilities, Engine};
use rustyline::error::ReadlineError;
use state::{Answer, Shared, State};
use std::cell::RefCell;
use std::io::{self, BufRead, IsTerminal};
use std::process::ExitCode;
use std::rc::Rc;

/// Runs a session up to the end of the input and gives the exit status.
pub(crate) fn repl() -> ExitCode {
    let engine = Engine::builder()
        .output(streams::output())
        .errors(Box::new(streams::errors()))
        .capabilities(Capabilities::all())
        .build();
    let interrupt = engine.interrupt_handle();
    // Where no handler can be set, Ctrl-C ends the program as it always does.
    let _ = ctrlc::set_handler(move || interrupt.interrupt());
    let state = Rc::new(RefCell::new(State::new(engine)));
    let end =
        if io::stdin().is_terminal() && io::stdout().is_terminal() { edit(&state) } else { read(&state) };
    state.borrow_mut().engine.finish();
    match end {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => streams::fail(&format!("cannot read the input: {error}")),
    }
}

/// Lines typed at a terminal.
fn edit(state: &Shared) -> Result<(), ReadlineError> {
    let mut editor = editor::new(state)?;
    println!("Oxbow {}: `:help` lists commands, Ctrl-D ends the session", env!("CARGO_PKG_VERSION"));
    loop {
        let line = match editor.readline("oxbow> ") {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(error),
        };
        if line.trim().is_empty() {
            continue;
        }
        editor::remember(&mut editor, &line);
        if matches!(state.borrow_mut().answer(&line), Answer::Quit) {
            return Ok(());
        }
    }
}

/// Lines from a pipe or file. An input goes on while it is incomplete; an empty line ends it in any case.
fn read(state: &Shared) -> Result<(), ReadlineError> {
    let mut input = String::new();
    for line in io::stdin().lock().lines() {
        let line = line?;
        input.push_str(&line);
        input.push('\n');
        if state::is_complete(&input)
            && matches!(state.borrow_mut().answer(&std::mem::take(&mut input)), Answer::Quit)
        {
            return Ok(());
        }
    }
    if !input.trim().is_empty() {
        state.borrow_mut().answer(&input);
    }
    Ok(())
}
