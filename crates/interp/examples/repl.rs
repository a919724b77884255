//! A read-eval-print loop. What an input declares remains for the next ones; an input that is cut off is continued on the next line.

use oxbow_interp::{Engine, Error, Session, Value};
use std::io::{BufRead, Write};
use std::time::Duration;

/// Evaluates one input; the text to show.
fn respond(engine: &mut Engine, session: &mut Session, input: &str) -> Result<String, Error> {
    match session.eval(engine, input)? {
        Value::Null => Ok(String::new()),
        value => show(engine, value),
    }
}

/// The text form of a value, as the language gives it.
fn show(engine: &mut Engine, value: Value) -> Result<String, Error> {
    let to_text = engine.get_global("string").unwrap_or_default();
    let text = engine.call(&to_text, (value,))?;
    engine.get(text)
}

fn main() {
    let mut engine = Engine::builder().time_limit(Duration::from_secs(5)).memory_limit(256 << 20).build();
    let mut session = engine.session();
    let mut input = String::new();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        input.push_str(&line);
        input.push('\n');
        match respond(&mut engine, &mut session, &input) {
            // An empty line ends an input in any case.
            Err(error) if error.is_incomplete() && !line.is_empty() => continue,
            Ok(text) if text.is_empty() => {}
            Ok(text) => println!("{text}"),
            Err(error) => print!("{}", error.render(false)),
        }
        input.clear();
        let _ = std::io::stdout().flush();
    }
}
