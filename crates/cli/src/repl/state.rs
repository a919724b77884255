//! What a session is: an engine, its names, and how inputs are answered.

use super::{commands, paint};
use crate::streams;
use oxbow_interp::tools::input::{has_result, is_incomplete};
use oxbow_interp::{Engine, Error, Session, Value, excerpt};
use std::cell::RefCell;
use std::rc::Rc;

/// Characters of a result that are shown.
const SHOWN: usize = 10_000;

/// The state, shared with the line editor, which completes names.
pub(super) type Shared = Rc<RefCell<State>>;

pub(super) struct State {
    pub(super) engine: Engine,
    pub(super) session: Session,
}

/// Whether the session goes on.
pub(super) enum Answer {
    Next,
    Quit,
}

impl State {
    pub(super) fn new(mut engine: Engine) -> Self {
        let mut session = engine.session();
        session.allow_files();
        State { engine, session }
    }

    /// Evaluates an input or obeys a command, and shows what comes of it.
    pub(super) fn answer(&mut self, input: &str) -> Answer {
        if let Some(command) = input.trim().strip_prefix(':') {
            return commands::obey(self, command);
        }
        if let Ok(value) = self.eval(input)
            && has_result(input)
        {
            self.show(&value);
        }
        Answer::Next
    }

    /// Evaluates an input; an error is reported.
    pub(super) fn eval(&mut self, input: &str) -> Result<Value, Error> {
        // Ctrl-C that came while nothing ran is not meant for this input.
        self.engine.interrupt_handle().clear();
        let result = self.session.eval(&mut self.engine, input);
        result.inspect_err(|error| {
            streams::report(error);
        })
    }

    /// Shows a result; null is not worth a line.
    pub(super) fn show(&self, value: &Value) {
        if !matches!(value, Value::Null) {
            let text = match value {
                Value::Str(_) => format!("{:?}", excerpt(value, SHOWN)),
                _ => excerpt(value, SHOWN),
            };
            say(&paint::value(&text, value));
        }
    }
}

/// Prints a line. Nobody can be told if that fails.
pub(super) fn say(line: &str) {
    let _ = streams::print(&format!("{line}\n"));
}

/// Does the input need no further line? An empty line ends it in any case.
pub(super) fn is_complete(input: &str) -> bool {
    input.trim_start().starts_with(':') || input.ends_with("\n\n") || !is_incomplete(input)
}
