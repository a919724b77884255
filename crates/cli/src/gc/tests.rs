//! The report of one program in all its forms, with a clock that stands still; and the page in a real browser.

use super::report::{Report, left};
use super::{page, text};
use oxbow_interp::Engine;
use oxbow_testkit::check_snapshot;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// A pair, a function that knows its button, a tree with ways back, a ring, and names that are no good HTML.
const PROGRAM: &str = r#"struct Node { name: string, peer: any }
struct Button { label: string, on_click: any }
struct Tree { parent: any, children: any }

fn pair() {
  let a = new Node { name: "a", peer: null }
  a.peer = new Node { name: "b", peer: a }
}

fn button() {
  let b = new Button { label: "ok", on_click: null }
  b.on_click = fn() { return b.label }
}

fn tree(depth, parent) {
  let t = new Tree { parent: parent, children: [] }
  if depth > 0 {
    for i in 0..2 { t.children.push(tree(depth - 1, t)) }
  }
  return t
}

fn ring(n) {
  let first = {"next": null}
  let last = first
  for i in 1..n {
    let node = {"next": null}
    last["next"] = node
    last = node
  }
  last["next"] = first
}

main {
  for i in 0..30 { pair() }
  for i in 0..5 { button() }
  tree(3, null)
  for i in 0..3 { ring(10 + i) }
  let odd = {}
  odd["</script><b>&\"'"] = odd
}
"#;

fn report(source: &str, clock: impl FnMut() -> Duration + 'static) -> Report {
    let mut engine = Engine::builder().gc_threshold(50).output(Box::new(std::io::sink())).build();
    let memory = engine.report_memory_with(clock);
    let script = engine.compile("<b>program.ox", source).expect("the program compiles");
    engine.run(&script).expect("the program runs");
    let left = left(&engine.snapshot());
    engine.finish();
    Report::new("<b>program.ox", true, &memory, left)
}

fn timeless(source: &str) -> Report {
    report(source, || Duration::ZERO)
}

#[test]
fn as_text() {
    check_snapshot("cli", "gc/text", &text::text(&timeless(PROGRAM)));
}

#[test]
fn as_json() {
    let json = timeless(PROGRAM).json().expect("JSON");
    serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
    check_snapshot("cli", "gc/json", &json);
}

#[test]
fn nothing_to_report() {
    let report = timeless("main { let a = [1, 2] }");
    assert!(report.cycles.is_empty());
    assert!(text::text(&report).contains("No cycle of the program's data had to be collected."));
    assert!(page::page(&report).contains("No cycle of the program's data had to be collected."));
}

#[test]
fn one_entry_for_a_million_objects() {
    let source = PROGRAM.replace("ring(10 + i)", "ring(330000 + i)");
    let report = timeless(&source);
    let ring = report.cycles.iter().find(|cycle| cycle.text == r#"dict["next"] -> dict"#).expect("the ring");
    assert_eq!((ring.cycles, ring.objects, ring.longest), (3, 990_003, None));
}

#[test]
fn numbers_and_times() {
    let numbers = [0, 7, 999, 1000, 1234567].map(text::number_text);
    assert_eq!(numbers, ["0", "7", "999", "1,000", "1,234,567"]);
    let times = [0, 12, 1_234, 45_600, 789_000_000, 12_345_678_901].map(text::time);
    assert_eq!(times, ["0 s", "12 ns", "1.23 µs", "45.6 µs", "789 ms", "12.3 s"]);
}

/// The browser, if one is installed.
fn browser() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let mut places = folders.iter().flat_map(|folder| names.map(|name| folder.join(name)));
    places.find(|place| place.is_file())
}

/// Opens a page in the browser and gives what its script left in the title.
fn title_in(browser: &Path, page: &Path, width: u32, dark: bool) -> serde_json::Value {
    let profile = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--no-first-run", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--window-size={width},1000"))
        .arg(format!("--blink-settings=preferredColorScheme={}", if dark { 0 } else { 1 }))
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser starts");
    let dom = String::from_utf8_lossy(&output.stdout).into_owned();
    let title = dom.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    let (title, _) = title.unwrap_or_else(|| panic!("no title in:\n{dom}"));
    let title = title.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    serde_json::from_str(&title).unwrap_or_else(|error| panic!("{error}: {title}"))
}

/// Looks at the page from inside, presses keys and buttons, and leaves what it saw in the title.
const PROBE: &str = r#"<script>
const graph = document.querySelector("svg.graph");
const zoomed = (act) => { const before = graph.getAttribute("viewBox"); act(); return before !== graph.getAttribute("viewBox"); };
const key = (key) => graph.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const boxes = [...document.querySelectorAll("main, section, header, h1, p, svg, .tiles div")].map((e) => e.getBoundingClientRect());
graph.focus();
document.title = JSON.stringify({
  inner: innerWidth,
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  outside: boxes.filter((box) => box.right > innerWidth + 0.5 || box.left < 0 || box.width === 0).length,
  injected: document.querySelectorAll("b").length,
  heading: document.querySelector("h1").textContent,
  odd: [...document.querySelectorAll("h3")].map((h) => h.textContent).filter((t) => t.includes("</scr" + "ipt>")).length,
  sections: document.querySelectorAll("section").length,
  graphs: document.querySelectorAll("svg.graph").length,
  bars: document.querySelectorAll(".pause").length,
  focused: document.activeElement === graph,
  plus: zoomed(() => key("+")),
  right: zoomed(() => key("ArrowRight")),
  back: (key("0"), graph.getAttribute("viewBox").split(" ").map(Number).join(" ") === graph.dataset.view),
  button: zoomed(() => document.querySelector("button[data-zoom=in]").click()),
  loaded: performance.getEntriesByType("resource").length,
  ground: getComputedStyle(document.body).backgroundColor,
  letters: Math.min(...[...document.querySelectorAll("svg text")].map((t) => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)) > 8,
});
</script>"#;

#[test]
fn the_page_in_a_browser() {
    let Some(browser) = browser() else {
        eprintln!("skipped: no Chromium is installed, so the page was not looked at");
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("page.html");
    let mut now = 0;
    let report = report(PROGRAM, move || {
        now += 17_300;
        Duration::from_nanos(now)
    });
    std::fs::write(&path, page::page(&report) + PROBE).expect("a temporary file");
    for (width, dark) in [(800, false), (800, true), (1600, false), (1600, true)] {
        let seen = title_in(&browser, &path, width, dark);
        let expected = serde_json::json!({
            "inner": width, "overflow": 0, "outside": 0, "injected": 0, "heading": "<b>program.ox", "odd": 1, "sections": 5,
            "graphs": report.cycles.len(), "bars": report.timeline.len(), "focused": true, "plus": true, "right": true,
            "back": true, "button": true, "loaded": 0, "letters": true,
            "ground": if dark { "rgb(20, 25, 28)" } else { "rgb(251, 250, 247)" },
        });
        assert_eq!(seen, expected, "{width} pixels, dark: {dark}");
    }
}
