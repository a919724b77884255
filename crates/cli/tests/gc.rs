//! What the program shows of memory, from outside: `oxbow gc`, the collector's log, heap snapshots.

use oxbow_testkit::root;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The two nodes that point at each other.
const CYCLE: &str = "tests/scripts/gc/basic/two_nodes.ox";

fn run(args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oxbow"));
    let output =
        command.args(args).current_dir(root()).stdin(Stdio::null()).output().expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// A folder with a script in it, and both paths.
fn script(source: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("script.ox");
    fs::write(&path, source).expect("a temporary file");
    let path = path.to_string_lossy().into_owned();
    (folder, path)
}

fn in_folder(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_string_lossy().into_owned()
}

fn json(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("the file was written")).expect("JSON")
}

#[test]
fn the_report_goes_to_stdout_and_what_the_script_prints_to_stderr() {
    let (status, stdout, stderr) = run(&["gc", CYCLE]);
    assert_eq!((status, stderr.as_str()), (Some(0), "2\n0\n"));
    let lines = [
        "oxbow gc: tests/scripts/gc/basic/two_nodes.ox",
        "1. Node.next -> Node.next -> Node",
        "1 cycle, 2 objects,",
        "advice   store weak(..) in Node.next on the way back",
    ];
    lines.iter().for_each(|line| assert!(stdout.contains(line), "{line:?} is missing in:\n{stdout}"));
}

#[test]
fn the_report_as_json_with_arguments_for_the_script() {
    let (_folder, path) = script("main { print(env.get_args()) let a = [] a.push(a) }");
    let (status, stdout, stderr) = run(&["gc", "--json", "--gc-threshold", "7", &path, "--html", "x"]);
    assert_eq!((status, stderr.as_str()), (Some(0), "[--html, x]\n"));
    let report: Value = serde_json::from_str(&stdout).expect("JSON");
    assert_eq!(report["program"], path.as_str());
    assert_eq!(report["cycles"][0]["text"], "list[0] -> list");
    assert_eq!(report["cycles"][0]["made"][0]["place"], format!("{path}:1"));
}

#[test]
fn the_page_is_a_file() {
    let (folder, path) = script("main { let a = [] a.push(a) }");
    let page = in_folder(&folder, "page.html");
    let (status, stdout, _) = run(&["gc", "--html", &page, &path]);
    assert_eq!(status, Some(0));
    assert!(stdout.contains("list[0] -> list"));
    let html = fs::read_to_string(page).expect("the page");
    assert!(html.starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>"));
    // Nothing is loaded from anywhere.
    for part in ["http:", "https:", "src=", "@import", "url(http"] {
        assert!(!html.contains(part), "{part}");
    }
}

#[test]
fn a_script_that_fails_is_reported_all_the_same() {
    let (_folder, path) = script("main { let a = [] a.push(a) a = null throw \"no\" }");
    let (status, stdout, stderr) = run(&["gc", &path]);
    assert_eq!(status, Some(1));
    assert!(stderr.contains("no"));
    assert!(stdout.contains("(ended with an error)") && stdout.contains("list[0] -> list"), "{stdout}");
    let (_folder, path) = script("main { let = }");
    assert_eq!(run(&["gc", &path]).0, Some(1));
    assert_eq!(run(&["gc", "no/such/file.ox"]).0, Some(1));
}

#[test]
fn wrong_usage_exits_with_2() {
    for args in [
        &["gc"][..],
        &["gc", "--unknown", CYCLE],
        &["gc", "--gc-threshold", "0", CYCLE],
        &["run", "--gc-log=xml", CYCLE],
        &["run", "--heap-snapshot", "heap.txt", CYCLE],
        &["run", "--heap-snapshot", "heap", CYCLE],
    ] {
        let (status, stdout, stderr) = run(args);
        assert_eq!((status, stdout.as_str()), (Some(2), ""), "{args:?}: {stderr}");
    }
    let (_, _, stderr) = run(&["run", "--heap-snapshot", "heap.txt", CYCLE]);
    assert!(stderr.contains("must end in .heapsnapshot, .dot or .json"), "{stderr}");
}

#[test]
fn files_that_cannot_be_written() {
    let (_folder, path) = script("main { print(\"ran\") }");
    // A page and a log are opened before the script runs, a snapshot when it has run.
    let (status, stdout, stderr) = run(&["gc", "--html", "no/such/folder/page.html", &path]);
    assert_eq!((status, stdout.as_str()), (Some(1), ""));
    assert!(stderr.starts_with("error: cannot write no/such/folder/page.html: "), "{stderr}");
    let (status, stdout, stderr) = run(&["run", "--gc-log-file", "no/such/folder/log", &path]);
    assert_eq!((status, stdout.as_str()), (Some(1), ""));
    assert!(stderr.starts_with("error: cannot write no/such/folder/log: "), "{stderr}");
    let (status, stdout, stderr) = run(&["run", "--heap-snapshot", "no/such/folder/heap.dot", &path]);
    assert_eq!((status, stdout.as_str()), (Some(1), "ran\n"));
    assert!(stderr.starts_with("error: cannot write no/such/folder/heap.dot: "), "{stderr}");
}

#[test]
fn the_log_in_both_forms_and_to_a_file() {
    let (_, _, text) = run(&["run", "--gc-log", CYCLE]);
    assert!(text.starts_with("[GC] start: full (explicit), "), "{text}");
    assert_eq!(run(&["run", "--gc-log=text", CYCLE]).2, text);
    let (_, stdout, lines) = run(&["run", "--gc-log=json", CYCLE]);
    assert_eq!(stdout, "2\n0\n");
    let events: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let names: Vec<_> = events.iter().take(5).map(|event| event["event"].as_str().expect("a name")).collect();
    assert_eq!(names, ["start", "marked", "verdict", "freed", "end"]);
    assert_eq!(events[3]["types"], serde_json::json!({"Node": 2}));
    let times: Vec<u64> = events.iter().map(|event| event["ns"].as_u64().expect("a time")).collect();
    assert!(times.is_sorted() && times[0] > 0);
    let (folder, _) = script("");
    let log = in_folder(&folder, "gc.log");
    assert_eq!(run(&["run", "--gc-log-file", &log, CYCLE]), (Some(0), "2\n0\n".into(), String::new()));
    assert_eq!(fs::read_to_string(&log).expect("the log"), text);
    run(&["run", "--gc-log=json", "--gc-log-file", &log, CYCLE]);
    assert_eq!(fs::read_to_string(&log).expect("the log").lines().count(), events.len());
}

const GLOBALS: &str = "struct Item { name: string, next: any }
export let cache = {\"first\": new Item { name: \"a\", next: null }}
main {
  let lost = new Item { name: \"b\", next: null }
  lost.next = lost
}
";

#[test]
fn snapshots_at_the_end_of_main() {
    let (folder, path) = script(GLOBALS);
    let files = ["heap.json", "heap.dot", "heap.heapsnapshot"].map(|name| in_folder(&folder, name));
    for file in &files {
        assert_eq!(run(&["run", "--heap-snapshot", file, &path]), (Some(0), String::new(), String::new()));
    }
    let heap = json(&files[0]);
    assert_eq!(heap["roots"][0]["name"], "module script");
    let nodes = heap["nodes"].as_array().expect("objects");
    let items: Vec<&Value> = nodes.iter().filter(|node| node["label"] == "Item").collect();
    assert_eq!(items.len(), 2, "the one in the module's variable and the lost one");
    let fields: Vec<&Value> =
        items.iter().flat_map(|item| item["edges"].as_array().expect("edges")).collect();
    assert!(fields.iter().any(|edge| edge["name"] == "next"));
    let dict = nodes.iter().find(|node| node["label"] == "dict").expect("the dict");
    assert!(dict["edges"].as_array().expect("edges").iter().any(|edge| edge["name"] == "[\"first\"]"));
    let dot = fs::read_to_string(&files[1]).expect("the graph");
    assert!(
        dot.starts_with("digraph heap {")
            && dot.contains("label=\"module script\"")
            && dot.contains("label=\"cache\"")
    );
    let devtools = json(&files[2]);
    assert_eq!(devtools["snapshot"]["node_count"], nodes.len() + 4);
    let strings = devtools["strings"].as_array().expect("strings");
    ["Item", "module script", "cache", "next"]
        .iter()
        .for_each(|text| assert!(strings.contains(&(*text).into()), "{text}"));
}

#[test]
fn a_million_objects_in_a_snapshot() {
    let (folder, path) = script("export let all = []\nmain { for i in 0..1000000 { all.push([i]) } }");
    let file = in_folder(&folder, "heap.heapsnapshot");
    assert_eq!(run(&["run", "--heap-snapshot", &file, &path]).0, Some(0));
    let size = fs::metadata(Path::new(&file)).expect("the file").len();
    assert!(size > 20 << 20, "{size} bytes");
}
