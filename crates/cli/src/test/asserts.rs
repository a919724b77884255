//! What test files can call beyond the language.
//!
//! Invariant: these are names of the host, so a program that declares one of them itself gets its own.

use oxbow_interp::{Engine, Error, ErrorKind, Function, Scope, Value, excerpt};

/// Characters of a value that a message shows.
const SHOWN: usize = 2_000;

/// Makes the assertions available to scripts compiled from now on.
pub(crate) fn register(engine: &mut Engine) {
    let registered = [
        engine.register_fn("assert", assert),
        engine.register_fn("assert_eq", assert_eq),
        engine.register_fn("assert_throws", assert_throws),
    ];
    debug_assert!(registered.iter().all(Result::is_ok), "an engine has room for three names");
}

fn assert(condition: Value, message: Option<Value>) -> Result<(), Error> {
    match message {
        _ if condition.truthy() => Ok(()),
        Some(message) => Err(failed(excerpt(&message, SHOWN))),
        None => Err(failed(format!("the condition is {}", shown(&condition)))),
    }
}

fn assert_eq(actual: Value, expected: Value) -> Result<(), Error> {
    if actual == expected {
        return Ok(());
    }
    let (actual, expected) = (shown(&actual), shown(&expected));
    Err(failed(format!("expected {expected}, got {actual}")))
}

/// Gives the message of the error.
fn assert_throws(scope: &mut Scope<'_>, function: Function, part: Option<String>) -> Result<String, Error> {
    let error = match scope.call(&function, ()) {
        Ok(value) => return Err(failed(format!("expected an error, got {}", shown(&value)))),
        Err(error) if error.is_limit() => return Err(error),
        Err(error) => error,
    };
    let message = error.message().to_owned();
    match part {
        Some(part) if !message.contains(&part) => {
            Err(failed(format!("expected an error with {part:?} in it, got {message:?}")))
        }
        _ => Ok(message),
    }
}

fn failed(what: String) -> Error {
    Error::new(ErrorKind::AssertionError, format!("Assertion error: {what}"))
}

/// The text form; strings in quotes.
fn shown(value: &Value) -> String {
    let text = excerpt(value, SHOWN);
    if matches!(value, Value::Str(_)) { format!("{text:?}") } else { text }
}
