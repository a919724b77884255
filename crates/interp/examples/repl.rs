//! A read-eval-print loop. What `set NAME = EXPRESSION` computes stays as a global; everything else is evaluated and shown.

use oxbow_interp::{Engine, Error, Kind, Value};
use std::io::{BufRead, Write};
use std::time::Duration;

/// Evaluates one input; the text to show.
fn respond(engine: &mut Engine, input: &str) -> Result<String, Error> {
    if let Some((name, expression)) = input.strip_prefix("set ").and_then(|rest| rest.split_once('=')) {
        let value = engine.eval(expression)?;
        engine.set_global(name.trim(), value)?;
        return Ok(String::new());
    }
    let value = engine.eval(input)?;
    if value.is_null() {
        return Ok(String::new());
    }
    show(engine, value)
}

/// The text form of a value, as the language gives it.
fn show(engine: &mut Engine, value: Value) -> Result<String, Error> {
    let to_text = engine.get_global("string").unwrap_or_default();
    let text = engine.call(&to_text, (value,))?;
    engine.get(text)
}

/// Whether an input is cut off in the middle.
fn is_unfinished(error: &Error) -> bool {
    error.kind() == Kind::Rejected && error.message().contains("end of the file")
}

fn main() {
    let mut engine = Engine::builder().time_limit(Duration::from_secs(5)).memory_limit(256 << 20).build();
    let mut input = String::new();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        input.push_str(&line);
        input.push('\n');
        match respond(&mut engine, &input) {
            Err(error) if is_unfinished(&error) && !line.is_empty() => continue,
            Ok(text) if text.is_empty() => {}
            Ok(text) => println!("{text}"),
            Err(error) => print!("{}", error.render(false)),
        }
        input.clear();
        let _ = std::io::stdout().flush();
    }
}
