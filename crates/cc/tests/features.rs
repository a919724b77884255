//! Containers of other crates: a cycle through each is found; pointers are written and read by value.

#![cfg(all(
    feature = "either",
    feature = "hashbrown",
    feature = "indexmap",
    feature = "serde",
    feature = "smallvec"
))]

use std::cell::RefCell;

use oxbow_cc::{Cc, CcCell, Heap, Policy, Trace, Weak};

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

/// A part of a whole, linked to itself, to the part beside it and to the one that it is in, while the rest is still being read.
#[derive(Trace, serde::Deserialize)]
#[serde(from = "Text")]
struct Part {
    name: u32,
    inner: Vec<Cc<Part>>,
    links: RefCell<Vec<Cc<Part>>>,
}

#[derive(serde::Deserialize)]
struct Text {
    name: u32,
    inner: Vec<Cc<Part>>,
}

impl From<Text> for Part {
    fn from(Text { name, inner }: Text) -> Part {
        for (at, part) in inner.iter().enumerate() {
            let beside = &inner[(at + 1) % inner.len()];
            part.links.borrow_mut().extend([part.clone(), beside.clone()]);
            part.inner.iter().for_each(|innermost| innermost.links.borrow_mut().push(part.clone()));
        }
        // Garbage, so that every collection meanwhile has to tell it from what is being built.
        let garbage = Cc::new(Part { name: 0, inner: Vec::new(), links: RefCell::default() });
        garbage.links.borrow_mut().push(garbage.clone());
        Part { name, inner, links: RefCell::default() }
    }
}

/// The text of a part with as many levels of `width` parts in it, named in the order in which they end.
fn text_of(levels: u32, width: u32, name: &mut u32) -> String {
    let parts = if levels > 0 { width } else { 0 };
    let inner: Vec<_> = (0..parts).map(|_| text_of(levels - 1, width, name)).collect();
    *name += 1;
    format!(r#"{{"inner":[{}],"name":{name}}}"#, inner.join(","))
}

/// Checks the links of everything inside, and that the names are those of the text.
fn check(part: &Cc<Part>, depth: usize, name: &mut u32) {
    for (at, inner) in part.inner.iter().enumerate() {
        check(inner, depth + 1, name);
        let links = inner.links.borrow();
        assert!(Cc::ptr_eq(&links[0], inner));
        assert!(Cc::ptr_eq(&links[1], &part.inner[(at + 1) % part.inner.len()]));
        // The part read last is in no `Cc` yet when the parts in it are linked.
        assert_eq!(links.len(), if depth == 0 { 2 } else { 3 });
        assert!(links.get(2).is_none_or(|outer| Cc::ptr_eq(outer, part)));
    }
    *name += 1;
    assert_eq!(part.name, *name);
}

/// C06
#[test]
fn c06_data_that_refers_to_itself_is_read_while_collections_run() {
    let heap = Heap::current();
    heap.set_policy(Policy::Stress);
    let mut parts = 0;
    let text = text_of(4, 3, &mut parts);
    assert_eq!(parts, 121);
    let whole: Cc<Part> = serde_json::from_str(&text).unwrap();
    let stats = heap.stats();
    assert!(stats.collections_full >= u64::from(parts), "one for each part, before it gets its place");
    assert_eq!(stats.live, u64::from(parts), "the garbage is gone, and nothing else");
    check(&whole, 0, &mut 0);
    drop(whole);
    assert_eq!(heap.collect().freed_objects, u64::from(parts) - 1, "the whole is in no cycle");
    assert_eq!(heap.stats().live, 0);

    // Data that ends too early leaves half-built cycles, which nobody holds.
    for end in (0..text.len()).step_by(97) {
        assert!(serde_json::from_str::<Cc<Part>>(&text[..end]).is_err());
        heap.collect();
        assert_eq!(heap.stats().live, 0, "ended at {end}");
    }
    heap.verify().unwrap();
}
