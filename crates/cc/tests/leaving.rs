//! Edges that lead out of garbage: their targets lose exactly the counts that the garbage owned, also where there are more of them than a run
//! writes down (4,096 entries, and two for each candidate).

use std::cell::RefCell;

use oxbow_cc::{Cc, CcCell, Heap, Policy, Trace};

/// Lies in another heap than what leads to it.
#[derive(Trace, Default)]
struct Far(CcCell<Far>);

#[derive(Trace)]
struct Spoke(Cc<Far>);

#[derive(Trace, Default)]
struct Hub {
    this: CcCell<Hub>,
    spokes: RefCell<Vec<Cc<Spoke>>>,
    texts: Vec<Cc<str>>,
}

fn heap() -> Heap {
    let heap = Heap::new();
    heap.set_policy(Policy::Manual);
    heap
}

/// Registers an object that stays alive.
fn look_at<T: Trace>(object: &Cc<T>) {
    drop(object.clone());
}

#[test]
fn a_run_that_met_more_than_it_wrote_down_counts_all_of_them_off() {
    let heap = heap();
    let text = heap.alloc_str("shared");
    for n in [10, 10_000] {
        let hub = heap.alloc(Hub { texts: vec![text.clone(); n], ..Hub::default() });
        hub.this.set(Some(hub.clone()));
        // Without an edge of its own: taking it off leaves nothing out.
        let live = heap.alloc(Hub::default());
        look_at(&live);
        drop(hub);
        let run = heap.collect();
        assert_eq!((run.garbage, run.live, run.freed_objects), (1, 1, 1));
        assert_eq!(Cc::strong_count(&text), 1, "{n}");
    }
    heap.verify().unwrap();
}

#[test]
fn edges_of_live_objects_stay_in_whatever_order_they_are_met() {
    let (heap, elsewhere) = (heap(), heap());
    for n in [10, 3000] {
        let (a, b) = (elsewhere.alloc(Far::default()), elsewhere.alloc(Far::default()));
        let spokes = |far: &Cc<Far>| (0..n).map(|_| heap.alloc(Spoke(far.clone()))).collect::<Vec<_>>();
        let (to_a, to_b) = (spokes(&a), spokes(&b));
        // Marked first: the edges to each target come in a row, and have one entry.
        let gone = heap.alloc(Hub::default());
        gone.this.set(Some(gone.clone()));
        gone.spokes.borrow_mut().extend(to_a.iter().chain(&to_b).cloned());
        // Live, and met in turns when it is: each edge has an entry of its own.
        let live = heap.alloc(Hub::default());
        live.spokes.borrow_mut().extend(to_a.into_iter().zip(to_b).flat_map(|(a, b)| [a, b]));
        heap.collect();
        look_at(&gone);
        look_at(&live);
        drop(gone);
        let run = heap.collect();
        assert_eq!((run.garbage, run.live, run.freed_objects), (1, 2 * n as u64 + 1, 1));
        assert_eq!((Cc::strong_count(&a), Cc::strong_count(&b)), (n + 1, n + 1));
        heap.verify().unwrap();
        drop(live);
        assert_eq!((Cc::strong_count(&a), Cc::strong_count(&b), heap.stats().live), (1, 1, 0));
    }
}

#[test]
fn what_garbage_did_not_hold_is_no_candidate_afterwards() {
    let heap = heap();
    let [gone, held, apart] = [(); 3].map(|()| heap.alloc(Hub::default()));
    gone.this.set(Some(gone.clone()));
    let far = heap.alloc(Far::default());
    gone.spokes.borrow_mut().push(heap.alloc(Spoke(far.clone())));
    held.spokes.borrow_mut().extend(gone.spokes.borrow().iter().cloned());
    look_at(&held);
    look_at(&apart);
    drop(gone);
    let run = heap.collect();
    assert_eq!((run.candidates, run.garbage, run.live), (3, 1, 4));
    // One that the garbage led to: the spoke.
    assert_eq!((heap.candidates(), Cc::strong_count(&far)), (1, 2));
    assert_eq!((heap.collect().visited, heap.candidates()), (2, 0));
}
