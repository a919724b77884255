//! Containers of other crates: a cycle through each is found; pointers are written and read by value.

#![cfg(all(
    feature = "either",
    feature = "hashbrown",
    feature = "indexmap",
    feature = "serde",
    feature = "smallvec"
))]

use std::cell::RefCell;

use oxbow_cc::{Cc, CcCell, Heap, Trace, Weak};

/// Builds a cycle through a container, drops it, and expects it to be collected.
fn cycle_through<C: Trace + Default>(put: impl Fn(&mut C, Cc<RefCell<C>>)) {
    let heap = Heap::new();
    let node = heap.alloc(RefCell::new(C::default()));
    put(&mut node.borrow_mut(), node.clone());
    assert_eq!(heap.collect().freed_objects, 0, "held");
    let names = heap.snapshot().nodes[0].edges.len();
    assert_eq!(names, 1);
    drop(node);
    assert_eq!(heap.collect().freed_objects, 1);
}

macro_rules! cycle_test {
    ($name:ident, $container:ty, $link:ident, |$c:ident, $p:ident| $put:expr) => {
        #[test]
        fn $name() {
            #[derive(Trace, Default)]
            struct Holder($container);
            type $link = Cc<RefCell<Holder>>;
            cycle_through::<Holder>(|$c, $p| {
                let $c = &mut $c.0;
                $put;
            });
        }
    };
}

cycle_test!(indexmap_values, indexmap::IndexMap<u32, Link>, Link, |map, link| map.insert(1, link));
cycle_test!(hashbrown_values, hashbrown::HashMap<u32, Link, std::hash::RandomState>, Link, |map, link| map
    .insert(1, link));
cycle_test!(smallvec_inline, smallvec::SmallVec<[Link; 2]>, Link, |items, link| items.push(link));
cycle_test!(either_left, Option<either::Either<Link, u8>>, Link, |side, link| *side =
    Some(either::Either::Left(link)));
cycle_test!(either_right, Option<either::Either<u8, Link>>, Link, |side, link| *side =
    Some(either::Either::Right(link)));

#[test]
fn acyclic_contents_stay_acyclic() {
    assert!(!<indexmap::IndexMap<u32, String>>::is_cyclic());
    assert!(!<indexmap::IndexSet<u32>>::is_cyclic());
    assert!(!<hashbrown::HashSet<u32, ()>>::is_cyclic());
    assert!(!<smallvec::SmallVec<[u32; 4]>>::is_cyclic());
    assert!(!<either::Either<u8, String>>::is_cyclic());
}

#[derive(Trace, serde::Serialize, serde::Deserialize)]
struct Record {
    name: Cc<str>,
    items: Cc<[u32]>,
    next: CcCell<Record>,
    boxed: Cc<Option<bool>>,
}

#[test]
fn serde_by_value() {
    let record = |next: Option<Cc<Record>>| {
        Cc::new(Record {
            name: Cc::from("oxbow"),
            items: Cc::from([1, 2]),
            next: CcCell::new(next),
            boxed: Cc::new(Some(true)),
        })
    };
    let text = serde_json::to_string(&record(Some(record(None)))).unwrap();
    let inner = r#"{"name":"oxbow","items":[1,2],"next":null,"boxed":true}"#;
    assert_eq!(text, format!(r#"{{"name":"oxbow","items":[1,2],"next":{inner},"boxed":true}}"#));
    let back: Cc<Record> = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), text);
    assert_eq!(&*back.next.get().unwrap().name, "oxbow");
}

#[test]
fn serde_loses_sharing_and_weakness() {
    let shared = Cc::new(7u32);
    let text = serde_json::to_string(&[shared.clone(), shared.clone()]).unwrap();
    let back: Vec<Cc<u32>> = serde_json::from_str(&text).unwrap();
    assert!(!Cc::ptr_eq(&back[0], &back[1]));
    assert_eq!(serde_json::to_string(&Cc::downgrade(&shared)).unwrap(), "7");
    assert_eq!(serde_json::to_string(&Weak::<u32>::new()).unwrap(), "null");
    assert!(serde_json::from_str::<Cc<u32>>("\"no\"").is_err());
}
