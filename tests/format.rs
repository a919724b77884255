//! The formatter over every program of the repository: it accepts what parses, its result is stable, and compiles to the same instructions.

use oxbow_interp::stages;
use oxbow_interp::tools::format::format;
use oxbow_testkit::{root, scripts};
use std::fs;
use std::path::{Path, PathBuf};

/// Everything that parses: (name, text).
fn programs() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = ["ok", "gc", "err"]
        .into_iter()
        .flat_map(scripts)
        .map(|script| (script.path, script.source))
        .filter(|(name, text)| stages::ast(name, text).is_ok())
        .collect();
    for folder in ["benches/scripts", "examples"] {
        found.extend(files(&root().join(folder)).into_iter().map(|path| {
            let text = fs::read_to_string(&path).expect("a script");
            (path.display().to_string(), text)
        }));
    }
    assert!(found.len() > 600, "the corpus was found");
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "ox"))
        .collect()
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

fn each(check: impl Fn(&str, &str) -> Result<(), String>) {
    let failures: Vec<String> = programs()
        .iter()
        .filter_map(|(name, text)| check(name, text).err().map(|e| format!("{name}: {e}")))
        .collect();
    assert!(failures.is_empty(), "{} programs:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn formatting_keeps_the_instructions() {
    each(|name, text| {
        let formatted = format(name, text).map_err(|e| e.to_string())?;
        let (before, after) = (instructions(name, text), instructions(name, &formatted));
        if before == after { Ok(()) } else { Err(format!("other instructions:\n{formatted}")) }
    });
}

#[test]
fn what_is_formatted_stays_as_it_is() {
    each(|name, text| {
        let once = format(name, text).map_err(|e| e.to_string())?;
        let twice = format(name, &once).map_err(|e| e.to_string())?;
        if once == twice { Ok(()) } else { Err(format!("first:\n{once}\nthen:\n{twice}")) }
    });
}
