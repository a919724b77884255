//! What the README shows works: its commands, its script with the output below it, its Rust examples.

use oxbow_testkit::root;
use std::fs;
use std::process::Command;

/// A fenced block: its language and text.
struct Block {
    language: String,
    text: String,
}

fn readme() -> Vec<Block> {
    blocks_of("README.md")
}

fn blocks_of(page: &str) -> Vec<Block> {
    let text = fs::read_to_string(root().join(page)).expect("the page");
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(language), None) => {
                open = Some(Block { language: language.to_owned(), text: String::new() })
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

/// Runs the program in the repository's root; gives what it printed.
fn oxbow(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_oxbow"))
        .args(args)
        .current_dir(root())
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "oxbow {}: {}", args.join(" "), String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_commands_run() {
    let blocks = readme();
    let lines = blocks.iter().filter(|block| block.language == "sh").flat_map(|block| block.text.lines());
    let runs: Vec<&str> = lines.filter_map(|line| line.strip_prefix("cargo run --release -- ")).collect();
    assert!(!runs.is_empty(), "the README runs a script");
    for run in runs {
        let args: Vec<&str> = run.split_whitespace().collect();
        assert!(!oxbow(&args).is_empty(), "{run} prints something");
    }
}

#[test]
fn the_script_prints_what_stands_below_it() {
    let blocks = readme();
    let mut shown = 0;
    for pair in blocks.windows(2).filter(|pair| pair[0].language == "oxbow") {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("script.ox");
        fs::write(&path, &pair[0].text).expect("a temporary file");
        assert_eq!(pair[1].language, "text", "the output stands below the script");
        assert_eq!(oxbow(&[&path.to_string_lossy()]), pair[1].text);
        shown += 1;
    }
    assert!(shown > 0, "the README shows a script");
}

#[test]
fn the_rust_examples_are_the_compiled_ones() {
    let compiled = ["examples/first_cc.rs", "crates/interp/src/lib.rs"].map(|file| {
        let text = fs::read_to_string(root().join(file)).expect("a source file");
        let plain = |line: &str| {
            line.strip_prefix("//!")
                .map_or(line.to_owned(), |doc| doc.strip_prefix(' ').unwrap_or(doc).to_owned())
        };
        text.lines().map(|line| plain(line) + "\n").collect::<String>()
    });
    for block in readme().iter().filter(|block| block.language == "rust") {
        assert!(compiled.iter().any(|text| text.contains(&block.text)), "compiled nowhere:\n{}", block.text);
    }
}

#[test]
fn the_example_scripts_run() {
    for entry in fs::read_dir(root().join("examples")).expect("the examples").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|suffix| suffix == "ox") {
            assert!(!oxbow(&[&path.to_string_lossy()]).is_empty(), "{} prints something", path.display());
        }
    }
}

/// The page on memory shows a program, `oxbow gc` with its file's name, and lines of the report.
#[test]
fn the_report_that_the_page_on_memory_shows() {
    let blocks = blocks_of("docs/memory.md");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut shown = 0;
    for three in blocks.windows(3) {
        let [program, command, report] = three else { continue };
        let Some(file) = command.text.trim().strip_prefix("oxbow gc ") else { continue };
        fs::write(folder.path().join(file), &program.text).expect("a temporary file");
        let mut oxbow = Command::new(env!("CARGO_BIN_EXE_oxbow"));
        let output =
            oxbow.args(["gc", file]).current_dir(folder.path()).output().expect("the program starts");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!((program.language.as_str(), report.language.as_str()), ("oxbow", "text"));
        assert!(text.contains(&report.text), "{text}");
        shown += 1;
    }
    assert_eq!(shown, 1);
}
