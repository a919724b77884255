//! What a tracer counts and notes, edge by edge. What runs make of it is shown in `tests/undropped.rs` and `tests/leaving.rs`.

use super::*;
use crate::{CcCell, Heap};

type Empty = Cc<CcCell<u8>>;

fn make(heap: &Heap, n: usize) -> Vec<Empty> {
    (0..n).map(|_| heap.alloc(CcCell::new(None))).collect()
}

fn marking<'a>(heap: &Heap, prune: bool, list: &'a mut Vec<Obj>) -> Tracer<'a> {
    Tracer::new(heap.core(), Mode::Mark { prune }, list)
}

/// Reports edges that arrive one after the other.
fn report(tracer: &mut Tracer<'_>, targets: &[&Empty]) {
    for target in targets {
        tracer.edge(target);
        tracer.drain();
    }
}

/// Entries of `leaving`, as indices and numbers of edges.
fn entries(tracer: &Tracer<'_>, targets: &[Empty]) -> Vec<(usize, u32)> {
    let index = |obj: Obj| targets.iter().position(|target| target.obj() == obj).expect("a target");
    tracer.leaving.iter().map(|(obj, edges)| (index(*obj), *edges)).collect()
}

/// Takes objects out of the run that the tests put them into.
fn leave(objects: &[Empty]) {
    for object in objects {
        object.obj().clear_flag(IN_RUN);
        object.obj().set_slot(0);
    }
}

#[test]
fn edges_that_lead_out_have_as_many_entries_as_there_is_room_for() {
    let (heap, elsewhere, mut list) = (Heap::new(), Heap::new(), Vec::new());
    let far = make(&elsewhere, 4);
    let mut tracer = marking(&heap, false, &mut list);
    tracer.room = 2;
    report(&mut tracer, &[&far[0], &far[1], &far[1], &far[1], &far[2], &far[2], &far[2]]);
    assert_eq!((tracer.edges, tracer.outside, tracer.pruned), (7, 3, 0));
    report(&mut tracer, &[&far[3], &far[0]]);
    assert_eq!((tracer.edges, tracer.outside, tracer.pruned), (9, 5, 0));
    assert_eq!(entries(&tracer, &far), [(0, 1), (1, 3)]);
    drop(tracer);
    assert!(list.is_empty());
}

#[test]
fn edges_to_one_target_that_wait_together_have_one_entry() {
    let (heap, elsewhere, mut list) = (Heap::new(), Heap::new(), Vec::new());
    let far = make(&elsewhere, 2);
    let mut tracer = marking(&heap, false, &mut list);
    tracer.room = 1;
    for target in [&far[0], &far[0], &far[0], &far[1], &far[1], &far[1]] {
        tracer.edge(target);
    }
    assert_eq!(tracer.edges, 0, "all wait");
    tracer.drain();
    assert_eq!((tracer.edges, tracer.outside), (6, 3));
    assert_eq!(entries(&tracer, &far), [(0, 3)]);
}

#[test]
fn edges_to_old_objects_are_pruned_one_by_one() {
    let (heap, elsewhere, mut list) = (Heap::new(), Heap::new(), Vec::new());
    let (old, far) = (make(&heap, 1), make(&elsewhere, 1));
    old[0].obj().set_flag(OLD);
    let mut tracer = marking(&heap, true, &mut list);
    tracer.room = 8;
    report(&mut tracer, &[&old[0], &old[0], &old[0], &old[0]]);
    assert_eq!((tracer.edges, tracer.pruned, tracer.outside), (4, 4, 0));
    report(&mut tracer, &[&far[0], &far[0], &far[0]]);
    assert_eq!((tracer.edges, tracer.pruned, tracer.outside), (7, 4, 0));
    assert_eq!(tracer.leaving.iter().map(|(_, edges)| *edges).collect::<Vec<_>>(), [4, 3]);
}

#[test]
fn objects_are_closed_when_their_whole_count_was_seen() {
    let (heap, mut list) = (Heap::new(), Vec::new());
    let objects = make(&heap, 4);
    let _second = [objects[1].clone(), objects[2].clone()];
    let mut tracer = marking(&heap, false, &mut list);
    report(&mut tracer, &[&objects[0]]);
    assert_eq!(tracer.closed, 1);
    report(&mut tracer, &[&objects[1]]);
    assert_eq!(tracer.closed, 1, "one of two");
    report(&mut tracer, &[&objects[1]]);
    assert_eq!(tracer.closed, 2);
    report(&mut tracer, &[&objects[2], &objects[2], &objects[3]]);
    assert_eq!((tracer.closed, tracer.edges, tracer.outside), (4, 6, 0));
    drop(tracer);
    assert!(list.iter().copied().eq(objects.iter().map(Cc::obj)));
    leave(&objects);
}

#[test]
fn fifteen_edges_wait_and_eight_arrive_together() {
    let (heap, mut list) = (Heap::new(), Vec::new());
    let objects = make(&heap, 24);
    let mut tracer = marking(&heap, false, &mut list);
    for (object, reported) in objects.iter().zip(1..) {
        tracer.edge(object);
        let arrived = match reported {
            ..16 => 0,
            16..24 => 8,
            _ => 16,
        };
        assert_eq!(tracer.edges, arrived, "of {reported}");
    }
    tracer.drain();
    assert_eq!((tracer.edges, tracer.closed), (24, 24));
    leave(&objects);
}

#[test]
fn a_count_of_edges_ends_at_the_largest_slot() {
    let (heap, mut list) = (Heap::new(), Vec::new());
    let objects = make(&heap, 1);
    let obj = objects[0].obj();
    obj.set_flag(IN_RUN);
    obj.set_slot(MAX_SLOT - 1);
    let mut tracer = marking(&heap, false, &mut list);
    report(&mut tracer, &[&objects[0]]);
    assert_eq!((obj.slot(), tracer.outside), (MAX_SLOT, 0));
    report(&mut tracer, &[&objects[0], &objects[0]]);
    assert_eq!((obj.slot(), tracer.outside, tracer.edges), (MAX_SLOT, 2, 3));
    leave(&objects);
}

#[test]
fn a_candidate_that_is_met_leaves_its_buffer() {
    let heap = Heap::new();
    for room in [0, 4] {
        let objects = make(&heap, 1);
        drop(objects[0].clone());
        assert_eq!(heap.candidates(), 1);
        let mut list = Vec::with_capacity(room);
        let mut tracer = marking(&heap, false, &mut list);
        report(&mut tracer, &[&objects[0]]);
        drop(tracer);
        assert_eq!((heap.candidates(), objects[0].obj().slot()), (0, 2));
        assert!(list == [objects[0].obj()]);
        leave(&objects);
    }
}
