//! The stages of the pipeline as text, for `oxbow dump` and for snapshot tests: the one door to the insides.

use crate::embed::{Engine, Error};
use crate::syntax::span::Source;
use crate::syntax::{parse, print_ast, print_tokens, token_spans};
use oxbow_value::code::print_code;

/// The tokens of a source text, one a line. Works on erroneous text as well.
pub fn tokens(name: &str, source: &str) -> Result<String, Error> {
    Ok(print_tokens(&Source::new(name, source)))
}

/// The syntax tree as an outline.
///
/// # Errors
/// The text does not parse.
pub fn ast(name: &str, source: &str) -> Result<String, Error> {
    let source = Source::new(name, source);
    let program = parse(&source).map_err(|errors| Error::rejected(errors, &source))?;
    Ok(print_ast(&program))
}

/// Byte ranges of all that a diagnostic can point at: the tokens of a text, in order, and the places that its errors name.
pub fn places(name: &str, source: &str) -> Vec<(usize, usize)> {
    let source = Source::new(name, source);
    let errors = parse(&source).err().unwrap_or_default();
    let labels = errors.iter().flat_map(|e| std::iter::once(e.span).chain(e.labels.iter().map(|l| l.span)));
    let tokens = token_spans(&source.text);
    tokens.into_iter().chain(labels).map(|span| (span.start as usize, span.end as usize)).collect()
}

/// The bytecode of a program and its functions.
///
/// # Errors
/// The program is refused.
pub fn bytecode(name: &str, source: &str) -> Result<String, Error> {
    let script = Engine::new().compile(name, source)?;
    let mut text = String::new();
    for module in script.modules() {
        text.push_str(&print_code(&module.init));
        if let Some(main) = &module.main {
            text.push_str(&print_code(main));
        }
    }
    Ok(text)
}
