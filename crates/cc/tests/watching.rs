//! Events, the log, snapshots, derive attributes.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;

use oxbow_cc::{Cc, CcCell, Event, GcLog, Heap, Trace, coerce};

#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink {
    fn text(&self) -> String {
        String::from_utf8(self.0.take()).unwrap()
    }
}

#[derive(Trace)]
struct Node {
    left: RefCell<Option<Cc<Node>>>,
    items: RefCell<Vec<Cc<Node>>>,
}

fn node(heap: &Heap) -> Cc<Node> {
    heap.alloc(Node { left: RefCell::default(), items: RefCell::default() })
}

#[test]
fn log_lines() {
    let heap = Heap::new();
    let sink = Sink::default();
    heap.observe(Box::new(GcLog::new(sink.clone())));
    let (a, b, live) = (node(&heap), node(&heap), node(&heap));
    *a.left.borrow_mut() = Some(b.clone());
    b.items.borrow_mut().extend([a.clone(), live.clone()]);
    drop((a, b));
    heap.collect();
    assert_eq!(
        sink.text(),
        "[GC] start: full (explicit), 2 candidates\n\
         [GC] marked: 3 objects, 3 edges\n\
         [GC] verdict: 2 garbage, 1 live, 0 pruned\n\
         [GC] freed: 2 objects, 128 bytes (2 Node)\n\
         [GC] end: threshold 2048\n"
    );
    heap.collect();
    assert_eq!(
        sink.text(),
        "[GC] start: full (explicit), 1 candidate\n\
         [GC] marked: 1 object, 0 edges\n\
         [GC] verdict: 0 garbage, 1 live, 0 pruned\n\
         [GC] end: threshold 2048\n"
    );
}

#[test]
fn times_only_when_asked() {
    let heap = Heap::new();
    let sink = Sink::default();
    heap.observe(Box::new(GcLog::new(sink.clone()).with_times(true)));
    heap.collect();
    assert!(sink.text().trim_end().ends_with(" ms"));
}

#[test]
fn the_time_of_a_run_is_that_of_its_hooks_at_least() {
    #[derive(Trace)]
    struct Slow(CcCell<Slow>);
    impl Drop for Slow {
        fn drop(&mut self) {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
    }
    let heap = Heap::new();
    let longest = Rc::new(Cell::new(std::time::Duration::ZERO));
    let seen = longest.clone();
    heap.observe(Box::new(move |event: &Event| {
        if let Event::End { elapsed, .. } = event {
            seen.set(*elapsed);
        }
    }));
    let slow = heap.alloc(Slow(CcCell::new(None)));
    slow.0.set(Some(slow.clone()));
    drop(slow);
    heap.collect();
    assert!(longest.get() >= std::time::Duration::from_millis(2), "{:?}", longest.get());
}

#[test]
fn json_lines_with_a_clock_of_ones_own() {
    let heap = Heap::new();
    let sink = Sink::default();
    let mut now = 0;
    let clock = move || {
        now += 10;
        std::time::Duration::from_nanos(now)
    };
    heap.observe(Box::new(GcLog::json(sink.clone()).with_clock(clock)));
    let (a, b) = (node(&heap), node(&heap));
    *a.left.borrow_mut() = Some(b.clone());
    b.items.borrow_mut().push(a.clone());
    drop((a, b));
    heap.collect();
    let lines = [
        r#"{"event":"start","collection":1,"ns":10,"kind":"full","trigger":"explicit","candidates":2,"live":2,"bytes":128}"#,
        r#"{"event":"marked","collection":1,"ns":20,"objects":2,"edges":2}"#,
        r#"{"event":"verdict","collection":1,"ns":30,"garbage":2,"live":0,"pruned":0,"kept":0}"#,
        r#"{"event":"freed","collection":1,"ns":40,"objects":2,"bytes":128,"types":{"Node":2}}"#,
        r#"{"event":"end","collection":1,"ns":50,"threshold_before":2048,"threshold_after":2048,"freed_objects":2,"freed_bytes":128,"live":0,"bytes":0,"elapsed_ns":40}"#,
    ];
    let text = sink.text();
    assert_eq!(text.lines().collect::<Vec<_>>(), lines);
    for line in text.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}

#[test]
fn candidates_that_a_young_run_keeps_are_named() {
    let heap = Heap::new();
    let old = node(&heap);
    drop(old.clone());
    heap.collect();
    // A young object that leads to an old one: its verdict is not final.
    let young = node(&heap);
    *young.left.borrow_mut() = Some(old.clone());
    drop(young.clone());
    let sink = Sink::default();
    heap.observe(Box::new(GcLog::new(sink.clone())));
    assert_eq!(heap.collect_young().kept, 1);
    assert!(sink.text().contains("[GC] verdict: 0 garbage, 1 live, 1 pruned, 1 candidate kept\n"));
    assert_eq!(heap.collect().kept, 0);
}

#[test]
fn labels_are_asked_only_when_somebody_observes() {
    #[derive(Trace)]
    #[trace(label_with = Named::name)]
    struct Named(u32, RefCell<Option<Cc<Named>>>);
    impl Named {
        fn name(&self) -> Cow<'static, str> {
            format!("named{}", self.0).into()
        }
    }
    let heap = Heap::new();
    let seen: Rc<RefCell<Vec<(String, u64)>>> = Rc::default();
    let out = seen.clone();
    heap.observe(Box::new(move |event: &Event| {
        if let Event::Freed { by_type, .. } = event {
            out.borrow_mut().extend(by_type.clone());
        }
    }));
    for number in [2, 1, 2] {
        let named = heap.alloc(Named(number, RefCell::default()));
        *named.1.borrow_mut() = Some(named.clone());
    }
    heap.collect();
    assert_eq!(seen.take(), [("named1".to_owned(), 1), ("named2".to_owned(), 2)]);
}

#[test]
fn snapshot_names_edges() {
    let heap = Heap::new();
    let (a, b) = (node(&heap), node(&heap));
    *a.left.borrow_mut() = Some(b.clone());
    a.items.borrow_mut().extend([b.clone(), a.clone()]);
    let weak = Cc::downgrade(&b);
    let snapshot = heap.snapshot();
    assert_eq!(snapshot.nodes.len(), 2);
    let first = &snapshot.nodes[0];
    assert_eq!((first.label.as_str(), first.strong, first.external, first.bytes), ("Node", 2, 1, 64));
    let edges: Vec<_> = first.edges.iter().map(|edge| (edge.name.as_str(), edge.target)).collect();
    assert_eq!(edges, [("left", Some(1)), ("items[0]", Some(1)), ("items[1]", Some(0))]);
    assert_eq!((snapshot.nodes[1].weak, snapshot.nodes[1].external), (1, 1));
    assert_eq!(Cc::strong_count(&b), 3);
    drop(weak);
    heap.verify().unwrap();
}

#[test]
fn short_names() {
    #[derive(Trace)]
    struct Pair<A, B>(A, B);
    let heap = Heap::new();
    let pair = Pair(vec![Some("x".to_owned())], 1u8);
    let _held = (heap.alloc(pair), heap.alloc_str("abc"), heap.alloc_slice(vec![1u8, 2]));
    let mut labels: Vec<_> = heap.snapshot().nodes.into_iter().map(|node| node.label).collect();
    labels.sort();
    assert_eq!(labels, ["Pair<Vec<Option<String>>, u8>", "[u8]", "str"]);
}

#[test]
fn derive_attributes() {
    trait Shape: Trace {}

    #[derive(Trace)]
    enum Mixed<T, U> {
        Unit,
        Tuple(T, Cc<Mixed<T, U>>),
        Fields {
            shapes: Vec<Cc<dyn Shape>>,
            #[trace(skip)]
            skipped: Option<Box<dyn Fn(U)>>,
        },
    }
    impl<T: Trace, U: Trace> Shape for Mixed<T, U> {}

    #[derive(Trace)]
    #[trace(acyclic, label = "leaf")]
    struct Leaf(#[expect(dead_code, reason = "not Trace")] Box<dyn Fn()>);
    impl Shape for Leaf {}

    #[derive(Trace)]
    #[trace(bound = "T: 'static")]
    struct Bound<T>(#[trace(skip)] T);

    let heap = Heap::new();
    let leaf = heap.alloc(Leaf(Box::new(|| {})));
    let unit = heap.alloc(Mixed::<u8, u16>::Unit);
    let tuple = heap.alloc(Mixed::<u8, u16>::Tuple(1, unit.clone()));
    let shapes = vec![coerce!(tuple => dyn Shape), coerce!(leaf => dyn Shape), coerce!(unit => dyn Shape)];
    let fields = heap.alloc(Mixed::<u8, u16>::Fields { shapes, skipped: None });
    let snapshot = heap.snapshot();
    let names: Vec<_> = snapshot.nodes.iter().flat_map(|node| &node.edges).map(|e| e.name.as_str()).collect();
    assert!(
        ["Tuple.1", "Fields.shapes[0]", "Fields.shapes[2]"].iter().all(|name| names.contains(name)),
        "{names:?}"
    );
    assert_eq!(snapshot.nodes.iter().filter(|node| node.label == "leaf" && !node.cyclic).count(), 1);
    assert!(!<Bound<Rc<u8>> as Trace>::is_cyclic());
    drop(fields);
    assert_eq!(heap.stats().live, 0);
}

#[test]
fn recursive_types_have_an_answer() {
    #[derive(Trace)]
    struct Tree(Vec<Tree>, Option<Box<Tree>>);
    #[derive(Trace)]
    struct Flat(Vec<String>, RefCell<Option<u8>>, Box<str>);
    assert!(<Tree as Trace>::is_cyclic());
    assert!(!<(Vec<Option<String>>, RefCell<Vec<u8>>) as Trace>::is_cyclic());
    assert!(!<Flat as Trace>::is_cyclic());
}

#[test]
fn recorded_allocations_leave_the_figures_as_they_are() {
    let figures = |recorded: bool| {
        let heap = Heap::new();
        heap.record_allocations(recorded);
        let sink = Sink::default();
        heap.observe(Box::new(GcLog::new(sink.clone())));
        for _ in 0..10_000 {
            let a = node(&heap);
            *a.left.borrow_mut() = Some(a.clone());
            if recorded {
                assert_eq!(heap.take_recorded(), [Cc::as_ptr(&a).addr()]);
                assert!(heap.should_collect() && heap.addresses().contains(&Cc::as_ptr(&a).addr()));
            }
            let _text = heap.alloc_str("not recorded");
            assert!(heap.take_recorded().is_empty());
        }
        heap.record_allocations(false);
        let _last = node(&heap);
        assert!(heap.take_recorded().is_empty() && !heap.should_collect());
        heap.set_threshold(1);
        let _due = (node(&heap), node(&heap));
        assert!(heap.take_recorded().is_empty(), "an allocation that is due is not recorded for that");
        sink.text()
    };
    assert_eq!(figures(true), figures(false));
}

#[test]
fn names_of_ones_own() {
    #[derive(Trace)]
    #[trace(acyclic, shown)]
    struct Name(Cc<str>);

    #[derive(Trace)]
    #[trace(edge_names = Record::field)]
    struct Record {
        name: Name,
        values: [RefCell<Option<Cc<Record>>>; 2],
    }
    impl Record {
        fn field(&self, name: &str) -> Option<String> {
            (name == "values[1]").then(|| "second".to_owned())
        }
    }
    #[derive(Trace)]
    struct Outer(Record);

    let heap = Heap::new();
    let record = |name: &str| Record { name: Name(heap.alloc_str(name)), values: Default::default() };
    let inner = heap.alloc(record("inner"));
    let outer = heap.alloc(Outer(record("outer")));
    for value in &outer.0.values {
        *value.borrow_mut() = Some(inner.clone());
    }
    let snapshot = heap.snapshot();
    let node = snapshot.nodes.iter().find(|node| node.label == "Outer").unwrap();
    let names: Vec<_> = node.edges.iter().map(|edge| edge.name.as_str()).collect();
    assert_eq!(names, ["0.name.0", "0.values[0]", "0.second"]);
    // Texts are held by what names them, and so not from outside.
    assert!(snapshot.nodes.iter().filter(|node| node.label == "str").all(|text| text.external == 0));
    heap.verify().unwrap();
}

thread_local!(static ASKED: Cell<u32> = const { Cell::new(0) });

/// Has one label for each kind.
#[derive(Trace)]
#[trace(label_with = Kinded::label, label_key = Kinded::kind)]
struct Kinded {
    this: RefCell<Option<Cc<Kinded>>>,
    kind: usize,
}

impl Kinded {
    fn kind(&self) -> usize {
        self.kind
    }

    fn label(&self) -> Cow<'static, str> {
        ASKED.set(ASKED.get() + 1);
        assert!(self.kind != 3, "kind 3");
        format!("kind {}", self.kind / 2).into()
    }
}

#[test]
fn objects_with_one_key_are_asked_for_their_label_once() {
    let heap = Heap::new();
    let counts = Rc::new(RefCell::new(Vec::new()));
    let sink = counts.clone();
    heap.observe(Box::new(move |event: &Event| {
        if let Event::Freed { by_type, .. } = event {
            sink.borrow_mut().extend(by_type.iter().cloned());
        }
    }));
    let cycles = |kinds: &[usize]| {
        for kind in kinds {
            let object = heap.alloc(Kinded { this: RefCell::default(), kind: *kind });
            *object.this.borrow_mut() = Some(object.clone());
        }
    };
    // Different keys may have one label.
    cycles(&[0, 1, 0, 2, 2, 0, 1]);
    assert_eq!(heap.collect().freed_objects, 7);
    assert_eq!((counts.take(), ASKED.get()), (vec![("kind 0".to_owned(), 5), ("kind 1".to_owned(), 2)], 3));
    // A label that panics is asked again for the next object, and none is lost.
    cycles(&[3, 0, 3]);
    let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| heap.collect()));
    assert_eq!(run.unwrap_err().downcast_ref::<&str>(), Some(&"kind 3"));
    assert_eq!((counts.take(), ASKED.get()), (vec![("?".to_owned(), 2), ("kind 0".to_owned(), 1)], 6));
    assert_eq!(heap.stats().live, 0);
}
