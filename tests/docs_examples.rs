//! Every example of the user guide does what the page says. A block that opens with ` ```oxbow ` is a program, or the body of one: without a
//! `main` it is put into one. The block behind it says what to expect: ` ```output ` for a program that ends normally, ` ```error ` for a part of
//! the report of one that does not. A program that is followed by neither prints nothing.

use oxbow_interp::Engine;
use oxbow_testkit::{Sink, root};
use std::fs;

/// A program of the guide, and what the page says of it.
struct Example {
    /// Page and line, for messages.
    place: String,
    program: String,
    output: String,
    error: Option<String>,
}

#[test]
fn the_guide_is_true() {
    let pages = fs::read_dir(root().join("docs")).expect("the guide");
    let mut failures = Vec::new();
    let mut count = 0;
    for page in
        pages.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "md"))
    {
        let text = fs::read_to_string(&page).expect("a page");
        let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for example in examples(&name, &text) {
            count += 1;
            failures.extend(check(&example).err());
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {count} examples are wrong:\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
    assert!(count > 40, "the guide has examples");
}

/// The fenced blocks of a page: (line, language, text).
fn blocks(text: &str) -> Vec<(usize, &str, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(language) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> =
            lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        found.push((number + 1, language, body.join("\n")));
    }
    found
}

fn examples(page: &str, text: &str) -> Vec<Example> {
    let blocks = blocks(text);
    let mut found: Vec<Example> = Vec::new();
    let mut before = "";
    for (line, language, body) in blocks {
        match language {
            "oxbow" => found.push(Example {
                place: format!("{page}:{line}"),
                program: program(body),
                output: String::new(),
                error: None,
            }),
            "output" | "error" => {
                assert!(
                    ["oxbow", "output"].contains(&before),
                    "{page}:{line}: expectation without a program"
                );
                let example = found.last_mut().expect("a program");
                if language == "output" { example.output = body + "\n" } else { example.error = Some(body) }
            }
            _ => {}
        }
        before = language;
    }
    found
}

/// A whole program as it stands; statements are put into `main`.
fn program(body: String) -> String {
    let is_whole = body.lines().any(|line| line.starts_with("main {"));
    if is_whole { body } else { format!("main {{\n{body}\n}}") }
}

fn check(example: &Example) -> Result<(), String> {
    let (output, errors) = (Sink::new(), Sink::new());
    let mut engine = Engine::builder().output(output.writer()).errors(errors.writer()).build();
    let result = engine.compile("guide", &example.program).and_then(|script| engine.run(&script).map(drop));
    engine.finish();
    let report = result.err().map(|error| error.render(false));
    let as_promised = match (&report, &example.error) {
        (None, None) => true,
        (Some(report), Some(part)) => part.lines().all(|line| report.contains(line.trim())),
        _ => false,
    };
    if as_promised && output.text() == example.output {
        return Ok(());
    }
    let (place, printed, report) = (&example.place, output.text(), report.unwrap_or_default());
    Err(format!("{place}: printed\n{printed}instead of\n{}report: {report}{}", example.output, errors.text()))
}
