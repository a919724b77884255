//! JSON strings: all that the writers of this crate need of the format.

use std::io::{self, Write};

/// Writes `text` as a JSON string, quotes included. What is not ASCII stays as it is.
pub(crate) fn string(out: &mut dyn Write, text: &str) -> io::Result<()> {
    out.write_all(b"\"")?;
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.write_all(&text.as_bytes()[written..at])?;
        match byte {
            b'"' | b'\\' => out.write_all(&[b'\\', byte])?,
            b'\n' => out.write_all(b"\\n")?,
            b'\t' => out.write_all(b"\\t")?,
            _ => write!(out, "\\u{byte:04x}")?,
        }
        written = at + 1;
    }
    out.write_all(&text.as_bytes()[written..])?;
    out.write_all(b"\"")
}

/// [`string`] as a text.
pub(crate) fn quoted(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len() + 2);
    // Writing into memory does not fail; what is written is as valid as what was read.
    let _ = string(&mut bytes, text);
    String::from_utf8_lossy(&bytes).into_owned()
}
