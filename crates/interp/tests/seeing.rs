//! What hosts see of an engine's memory: snapshots with names, `debug.*` in a sandbox.

use oxbow_interp::{Engine, Event, Scope, Snapshot, SnapshotFormat, Value};
use std::cell::RefCell;
use std::rc::Rc;

fn names(snapshot: &Snapshot) -> Vec<String> {
    let name = |root: &oxbow_interp::Root| format!("{}: {}", root.name, snapshot.nodes[root.node].label);
    snapshot.roots.iter().map(name).collect()
}

#[test]
fn globals_and_handles_are_roots_with_names() {
    let mut engine = Engine::new();
    let list = engine.eval("[1, 2]").unwrap();
    engine.set_global("shared", list).unwrap();
    let dict = engine.eval("{\"k\": shared}").unwrap();
    let handle = engine.handle(dict).unwrap();
    assert_eq!(names(&engine.snapshot()), ["global shared: list", "handle of the host: dict"]);
    drop(handle);
    engine.set_global("shared", Value::Null).unwrap();
    assert!(engine.snapshot().roots.is_empty());
    assert_eq!(engine.snapshot().nodes.len(), 0);
}

#[test]
fn a_value_that_the_host_holds_is_held_otherwise() {
    let mut engine = Engine::new();
    let list = engine.eval("[[1]]").unwrap();
    let snapshot = engine.snapshot();
    assert!(snapshot.roots.is_empty());
    let held: Vec<_> = snapshot.nodes.iter().map(|node| node.external).collect();
    assert_eq!(held.iter().sum::<u32>(), 1);
    drop(list);
}

#[test]
fn from_inside_a_host_function() {
    let mut engine = Engine::new();
    let seen: Rc<RefCell<Vec<String>>> = Rc::default();
    let out = seen.clone();
    let why = engine.eval("fn(x) { return debug.why_alive(weak(x)).join(\" \") }").unwrap();
    let why = engine.function(why).unwrap();
    engine
        .register_fn("look", move |scope: &mut Scope<'_>, x: Value| -> Result<(), oxbow_interp::Error> {
            let text = scope.call(&why, (x,))?;
            out.borrow_mut().push(scope.get(text)?);
            Ok(())
        })
        .unwrap();
    let script =
        engine.compile("s", "fn inner(a) { look(a[0]) }\nmain { let outer = [[1]] inner(outer) }").unwrap();
    engine.run(&script).unwrap();
    // The nearest name is that of the innermost function that runs.
    assert_eq!(seen.take(), ["local x of __lambda_0: list"]);
}

#[test]
fn files_need_the_permission() {
    let mut engine = Engine::new();
    let error = engine.eval("debug.heap_snapshot(\"heap.json\")").unwrap_err();
    assert!(error.to_string().contains("not permitted to access files"), "{error}");
    assert!(!std::path::Path::new("heap.json").exists());
}

#[test]
fn modules_live_until_the_end_if_they_are_kept() {
    let source = "export let cache = [[1]]\nmain { let gone = [2] }";
    let after = |keep: bool| {
        let mut engine = Engine::new();
        if keep {
            engine.keep_modules();
        }
        let script = engine.compile("program", source).unwrap();
        engine.run(&script).unwrap();
        let snapshot = engine.snapshot();
        engine.finish();
        assert_eq!(engine.stats().live, 0);
        snapshot
    };
    assert!(after(false).nodes.is_empty());
    let kept = after(true);
    assert_eq!(names(&kept), ["module program: module"]);
    let module = kept.roots[0].node;
    assert_eq!(kept.nodes[module].edges.iter().filter(|edge| edge.name == "cache").count(), 1);
    let mut dot = Vec::new();
    kept.write(SnapshotFormat::Dot, &mut dot).unwrap();
    assert!(String::from_utf8(dot).unwrap().contains("label=\"module program\""));
}

#[test]
fn a_report_changes_no_figures() {
    let run = |report: bool| {
        let mut engine = Engine::builder().gc_threshold(100).build();
        let _report = report.then(|| engine.report_memory());
        let figures: Rc<RefCell<Vec<_>>> = Rc::default();
        let out = figures.clone();
        engine.observe(Box::new(move |event: &Event| {
            if let Event::End { collection, .. } = event {
                out.borrow_mut().push(*collection);
            }
        }));
        let source =
            "fn f(i) { let a = [i] a.push(a) return fn() { return a } }\nmain { for i in 0..1000 { f(i) } }";
        let script = engine.compile("s", source).unwrap();
        engine.run(&script).unwrap();
        engine.finish();
        figures.take()
    };
    let figures = run(false);
    assert!(figures.len() > 10);
    assert_eq!(run(true), figures);
}
