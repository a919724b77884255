//! Which events a run sends, in order, with exact figures.

use std::cell::RefCell;
use std::rc::Rc;

use oxbow_cc::{Cc, CcCell, Event, Finalize, Heap, Trace};

/// Part of a loop, with a finalizer that may keep it.
#[derive(Trace)]
#[trace(finalize)]
struct Rising {
    next: CcCell<Rising>,
    #[trace(skip)]
    kept: Option<Kept>,
}

type Kept = Rc<RefCell<Vec<Cc<Rising>>>>;

impl Finalize for Rising {
    fn finalize(&self) {}

    fn finalize_cc(this: &Cc<Rising>) {
        if let Some(kept) = &this.kept {
            kept.borrow_mut().push(this.clone());
        }
    }
}

/// The same without one.
#[derive(Trace)]
struct Plain(CcCell<Plain>);

/// A heap, and what is sent of finalizers and of what was freed.
fn observed() -> (Heap, Rc<RefCell<Vec<String>>>) {
    let (heap, seen) = (Heap::new(), Rc::new(RefCell::new(Vec::new())));
    let out = seen.clone();
    heap.observe(Box::new(move |event: &Event| {
        out.borrow_mut().push(match event {
            Event::Finalized { run, resurrected } => format!("finalized {run}, resurrected {resurrected}"),
            Event::Freed { by_type, objects, bytes } => {
                format!("freed {objects}, {bytes} bytes, {by_type:?}")
            }
            Event::Verdict { garbage, .. } => format!("garbage {garbage}"),
            Event::End { collection, bytes, .. } => format!("end {}, {bytes} left", collection.freed_bytes),
            _ => return,
        });
    }));
    (heap, seen)
}

/// A loop of so many; the first of them have `kept`.
fn ring(heap: &Heap, n: usize, kept: impl Fn(usize) -> Option<Kept>) -> Vec<Cc<Rising>> {
    let make = |at| heap.alloc(Rising { next: CcCell::new(None), kept: kept(at) });
    let ring: Vec<_> = (0..n).map(make).collect();
    for (at, from) in ring.iter().enumerate() {
        from.next.set(Some(ring[(at + 1) % n].clone()));
    }
    ring
}

#[test]
fn finalizers_are_told_before_what_was_freed() {
    let (heap, seen) = observed();
    drop(ring(&heap, 3, |_| None));
    assert_eq!(heap.bytes(), 96);
    heap.collect();
    let expected = [
        "garbage 3",
        "finalized 3, resurrected 0",
        r#"freed 3, 96 bytes, [("Rising", 3)]"#,
        "end 96, 0 left",
    ];
    assert_eq!(seen.take(), expected);
}

#[test]
fn a_run_that_frees_nothing_does_not_say_that_it_freed() {
    let (heap, seen) = observed();
    let kept = Kept::default();
    drop(ring(&heap, 3, |at| (at == 1).then(|| kept.clone())));
    heap.collect();
    assert_eq!(seen.take(), ["garbage 3", "finalized 3, resurrected 3", "end 0, 96 left"]);
    kept.take();
    heap.collect();
    let expected = ["garbage 3", r#"freed 3, 96 bytes, [("Rising", 3)]"#, "end 96, 0 left"];
    assert_eq!(seen.take(), expected, "finalizers run once");
}

#[test]
fn garbage_without_finalizers_says_nothing_of_them() {
    let (heap, seen) = observed();
    let plain = heap.alloc(Plain(CcCell::new(None)));
    plain.0.set(Some(plain.clone()));
    let dies = heap.alloc(Plain(CcCell::new(None)));
    dies.0.set(Some(dies.clone()));
    drop((plain, dies));
    heap.collect();
    let expected = ["garbage 2", r#"freed 2, 64 bytes, [("Plain", 2)]"#, "end 64, 0 left"];
    assert_eq!(seen.take(), expected);
}
