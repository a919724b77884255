//! ECMAScript patterns in the syntax of the regular expression library.
//!
//! Invariant: one pass over the text; only the places where the two syntaxes differ are rewritten, so positions in messages stay near.

/// Rewrites what ECMAScript reads otherwise: ASCII-only `\d` and `\w`; literal `[`, `&&`, `--`, `~~` in classes; literal braces.
pub(crate) fn translate(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '\\' => escape(rest, in_class, &mut out),
            '[' if !in_class && (rest.starts_with("[]") || rest.starts_with("[^]")) => {
                empty_class(rest, &mut out)
            }
            '[' if !in_class => {
                in_class = true;
                class_start(rest, &mut out)
            }
            ']' if in_class => {
                in_class = false;
                push(c, &mut out)
            }
            '[' if in_class && rest.starts_with("[:") => posix_class(rest, &mut out),
            '[' | '&' | '~' if in_class => literal(c, &mut out),
            '-' if in_class && rest.starts_with("--") => literal(c, &mut out),
            '{' if !in_class && !is_repetition(rest) => literal(c, &mut out),
            '}' if !in_class && !closes_repetition(&out) => literal(c, &mut out),
            _ => push(c, &mut out),
        };
        rest = &rest[taken..];
    }
    out
}

fn push(c: char, out: &mut String) -> usize {
    out.push(c);
    c.len_utf8()
}

fn literal(c: char, out: &mut String) -> usize {
    out.push('\\');
    push(c, out)
}

/// `[`, or `[^`.
fn class_start(rest: &str, out: &mut String) -> usize {
    let start = if rest.starts_with("[^") { "[^" } else { "[" };
    out.push_str(start);
    start.len()
}

/// `[]` matches nothing, `[^]` anything.
fn empty_class(rest: &str, out: &mut String) -> usize {
    let (taken, instead) = if rest.starts_with("[]") { (2, r"[^\s\S]") } else { (3, r"[\s\S]") };
    out.push_str(instead);
    taken
}

/// `[:alpha:]` inside a class.
fn posix_class(rest: &str, out: &mut String) -> usize {
    match rest[2..].find(|c: char| !c.is_ascii_lowercase()) {
        Some(end) if rest[2 + end..].starts_with(":]") => {
            out.push_str(&rest[..end + 4]);
            end + 4
        }
        _ => literal('[', out),
    }
}

fn escape(rest: &str, in_class: bool, out: &mut String) -> usize {
    let Some(c) = rest[1..].chars().next() else { return push('\\', out) };
    let instead = match (c, in_class) {
        ('d', true) => "0-9",
        ('d', false) => "[0-9]",
        ('D', _) => "[^0-9]",
        ('w', true) => "0-9A-Za-z_",
        ('w', false) => "[0-9A-Za-z_]",
        ('W', _) => "[^0-9A-Za-z_]",
        ('b', true) => r"\x08",
        ('0', _) if !rest[2..].starts_with(|c: char| c.is_ascii_digit()) => r"\x00",
        ('/', _) => "/",
        _ => {
            out.push('\\');
            out.push(c);
            return 1 + c.len_utf8();
        }
    };
    out.push_str(instead);
    2
}

/// Whether the text begins with `{n}`, `{n,}` or `{n,m}`.
fn is_repetition(rest: &str) -> bool {
    let Some(end) = rest.find('}') else { return false };
    let mut bounds = rest[1..end].splitn(2, ',');
    let least = bounds.next().unwrap_or_default();
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    !least.is_empty() && digits(least) && bounds.next().is_none_or(digits)
}

/// Whether the output ends inside a repetition, which a `}` would close.
fn closes_repetition(out: &str) -> bool {
    let inside = out.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
    inside.ends_with('{') && !inside.ends_with("\\{")
}
