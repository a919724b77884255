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

/// More than a tracer lets wait. Edges to one target in a row have one entry; in turns, each to so many targets has its own.
const TURNS: usize = 32;

#[test]
fn a_run_that_met_more_than_it_wrote_down_counts_all_of_them_off() {
    assert!(Hub::knows_rest() && Spoke::knows_rest());
    let heap = heap();
    let texts = [(); TURNS].map(|()| heap.alloc_str("outside"));
    for rounds in [10, 300] {
        let edges = std::iter::repeat_n(&texts, rounds).flatten().cloned().collect();
        let hub = heap.alloc(Hub { texts: edges, ..Hub::default() });
        hub.this.set(Some(hub.clone()));
        // Without an edge of its own: taking it off leaves nothing out.
        let live = heap.alloc(Hub::default());
        look_at(&live);
        drop(hub);
        let run = heap.collect();
        assert_eq!((run.garbage, run.live, run.freed_objects), (1, 1, 1));
        assert!(texts.iter().all(|text| Cc::strong_count(text) == 1), "{rounds}");
    }
    heap.verify().unwrap();
}

#[test]
fn edges_of_live_objects_stay_in_whatever_order_they_are_met() {
    let (heap, elsewhere) = (heap(), heap());
    for rounds in [10, 300] {
        let far = [(); TURNS].map(|()| elsewhere.alloc(Far::default()));
        let counts = |count| far.iter().all(|far| Cc::strong_count(far) == count);
        let spokes: Vec<_> = far.iter().flat_map(|far| vec![far; rounds]).cloned().map(Spoke).collect();
        let spokes: Vec<_> = spokes.into_iter().map(|spoke| heap.alloc(spoke)).collect();
        let live = heap.alloc(Hub::default());
        for round in 0..rounds {
            let turn = spokes.iter().skip(round).step_by(rounds).cloned();
            live.spokes.borrow_mut().extend(turn);
        }
        // Looked at first: there, all edges to one target are met in a row.
        let gone = heap.alloc(Hub { spokes: RefCell::new(spokes), ..Hub::default() });
        gone.this.set(Some(gone.clone()));
        look_at(&gone);
        look_at(&live);
        drop(gone);
        let run = heap.collect();
        assert_eq!((run.garbage, run.live, run.freed_objects), (1, (TURNS * rounds) as u64 + 1, 1));
        assert!(counts(rounds + 1), "{rounds}");
        heap.verify().unwrap();
        drop(live);
        assert!(counts(1) && heap.stats().live == 0);
        heap.collect();
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
