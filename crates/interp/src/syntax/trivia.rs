//! What stands between tokens: comments and empty lines, for tools that must keep them.
//!
//! Invariant: the stretch between two tokens holds nothing but blanks and comments (the lexer's own invariant), so every `//`, `#` and `/*`
//! found here begins a comment. Takes linear time.

/// A comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Comment<'s> {
    /// Its text, marks included, without blanks at the end.
    pub(crate) text: &'s str,
    /// It begins its line.
    pub(crate) own_line: bool,
    /// An empty line stands before it.
    pub(crate) blank_before: bool,
    /// A line break follows before the next comment or token.
    pub(crate) newline_after: bool,
}

/// What stands between two tokens.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Trivia<'s> {
    /// The comments, in order.
    pub(crate) comments: Vec<Comment<'s>>,
    /// An empty line stands behind the last comment (or at all, if there is none).
    pub(crate) blank_at_end: bool,
}

/// Takes a stretch between two tokens apart.
pub(crate) fn trivia(gap: &str) -> Trivia<'_> {
    let mut found = Trivia::default();
    let mut rest = gap;
    let mut newlines = 0;
    while let Some(first) = rest.bytes().next() {
        let length = match first {
            b'#' => rest.find('\n').unwrap_or(rest.len()),
            b'/' if rest.starts_with("/*") => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
            b'/' => rest.find('\n').unwrap_or(rest.len()),
            _ => {
                newlines += usize::from(first == b'\n');
                // A byte order mark is the only character of several bytes that can stand here.
                rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
                continue;
            }
        };
        if let Some(last) = found.comments.last_mut() {
            last.newline_after = newlines > 0;
        }
        found.comments.push(Comment {
            text: rest[..length].trim_end(),
            own_line: newlines > 0,
            blank_before: newlines > 1,
            newline_after: false,
        });
        rest = &rest[length..];
        newlines = 0;
    }
    if let Some(last) = found.comments.last_mut() {
        last.newline_after = newlines > 0;
    }
    found.blank_at_end = newlines > 1;
    found
}
