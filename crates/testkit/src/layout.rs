//! What formatting must keep of a program that parses: its instructions and its tree; and what is formatted stays as it is.

use oxbow_interp::stages;
use oxbow_interp::tools::format::format;

/// Formats a program that parses and checks the result.
///
/// # Errors
/// The formatter refuses the program, it compiles to other instructions or is refused otherwise than before, or its layout is not stable.
pub fn check_layout(name: &str, text: &str) -> Result<(), String> {
    let once = format(name, text).map_err(|error| error.to_string())?;
    if instructions(name, text) != instructions(name, &once) {
        return Err(format!("other instructions:\n{once}"));
    }
    let twice = format(name, &once).map_err(|error| format!("{error} of\n{once}"))?;
    if once == twice { Ok(()) } else { Err(format!("first:\n{once}\nthen:\n{twice}")) }
}

/// Instructions without the lines they come from; `None` for a program that the compiler refuses.
fn instructions(name: &str, text: &str) -> Option<String> {
    let code = stages::bytecode(name, text).ok()?;
    let is_number = |text: &str| text.trim_start().parse::<usize>().is_ok();
    let without_line = |line: &str| match (line.get(..5), line.get(11..)) {
        (Some(number), Some(rest)) if is_number(number) => format!("{number}{rest}"),
        _ => line.to_owned(),
    };
    Some(code.lines().map(without_line).collect::<Vec<_>>().join("\n"))
}
