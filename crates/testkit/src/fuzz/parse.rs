//! The front end: no text makes it panic or run for ever, all places it names lie in the text, and the formatter keeps what parses.

use crate::layout::check_layout;
use oxbow_interp::stages;

/// Longer texts only repeat what shorter ones show.
const LONGEST: usize = 64 << 10;

/// Lexes, parses, prints and formats a text.
///
/// # Panics
/// A place is not valid, what the stages say contradicts itself, or formatting changes the program or is not stable.
pub fn parse(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(&bytes[..bytes.len().min(LONGEST)]) else { return };
    for (start, end) in stages::places("fuzz", text) {
        assert!(start <= end && text.get(start..end).is_some(), "{start}..{end} is no place in the text");
    }
    let tokens = stages::tokens("fuzz", text);
    assert!(tokens.is_ok_and(|listing| !listing.is_empty()), "every text has tokens, the end at least");
    match stages::ast("fuzz", text) {
        Ok(tree) => {
            assert_eq!(stages::ast("fuzz", text).ok(), Some(tree), "parsed differently the second time");
            if let Err(why) = check_layout("fuzz", text) {
                panic!("{why}\nfrom:\n{text}");
            }
        }
        Err(error) => {
            let report = error.render(false);
            assert!(report.contains("fuzz:"), "a report without place: {report}");
            let (_, line, column) = error.place().expect("what is refused has a place");
            assert!(line >= 1 && column >= 1 && line <= text.lines().count() + 1, "{line}:{column}");
        }
    }
}
