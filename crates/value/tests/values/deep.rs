//! Structures of 100,000 levels are printed, compared, copied, sorted and dropped on a stack of 256 KiB.

use crate::sample::*;
use oxbow_value::change::*;
use oxbow_value::copy::deep_copy;
use oxbow_value::equal::equal;
use oxbow_value::show::excerpt;
use oxbow_value::{Value, WeakRef, arith, index, order};

const DEPTH: usize = 100_000;

/// Lists, dicts and instances in turn.
fn mixed(depth: usize) -> Value {
    let ty = struct_type("Node", &["next"]);
    (0..depth).fold(int(0), |inner, level| match level % 3 {
        0 => list([inner]),
        1 => dict([("k", inner)]),
        _ => Value::Instance(instance(&ty, [inner])),
    })
}

#[test]
fn nested_lists() {
    on_small_stack(|| {
        let (a, b, c) = (nested(DEPTH, int(1)), nested(DEPTH, int(1)), nested(DEPTH, int(2)));
        assert!(equal(&a, &b) && !equal(&a, &c));
        let printed = text(&a);
        assert_eq!(printed.len(), 2 * DEPTH + 1);
        assert!(printed.starts_with("[[[[") && printed.ends_with("]]]]"));
        let copied = deep_copy(&heap(), &a).expect("no limit");
        assert!(equal(&copied, &a) && !copied.same(&a));
        assert!(index::contains(&b, &list([c.clone(), a.clone()])).expect("lists can be searched"));
        order::sort(&mut [a.clone(), c, b]);
        assert_eq!(excerpt(&a, 5), "[[[[[...");
    });
}

#[test]
fn mixed_containers() {
    on_small_stack(|| {
        let a = mixed(DEPTH);
        let copied = deep_copy(&heap(), &a).expect("no limit");
        assert_eq!(text(&copied), text(&a));
        assert!(!equal(&copied, &a), "instances are compared by identity");
        assert!(equal(&a, &a));
        let joined = arith::add(&heap(), &s(""), &a).expect("short");
        assert_eq!(text(&joined), text(&a));
    });
}

#[test]
fn a_million_levels_are_dropped() {
    on_small_stack(|| {
        let value = nested(1_000_000, Value::Null);
        let weak = WeakRef::new(&value).expect("lists have weak references");
        drop(value);
        assert!(!weak.is_alive());
        drop(mixed(1_000_000));
    });
}

#[test]
fn a_long_ring_is_printed_compared_copied_and_collected() {
    on_small_stack(|| {
        let innermost = list([]);
        let ring = nested(DEPTH, innermost.clone());
        let Value::List(end) = &innermost else { panic!("a list") };
        end.push(ring.clone());
        let copied = deep_copy(&heap(), &ring).expect("no limit");
        assert!(equal(&copied, &ring));
        assert!(text(&ring).contains("[[...]]"));
        drop((ring, innermost));
        assert_eq!(heap().collect().freed_objects, DEPTH as u64 + 1);
        drop(copied);
        assert_eq!(heap().collect().freed_objects, DEPTH as u64 + 1);
    });
}
