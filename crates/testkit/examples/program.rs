//! Prints the program that an input of the fuzz targets `generated` and `snapshot_writer` spells: `program FILE`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let file = std::env::args().nth(1).unwrap_or_else(|| String::from("/dev/stdin"));
    let (text, _) = oxbow_testkit::fuzz::program(&std::fs::read(file)?);
    std::io::stdout().write_all(text.as_bytes())
}
