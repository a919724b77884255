//! Two nodes that point at each other, freed by the collector.

use oxbow_cc::{Cc, Trace, collect};
use std::cell::RefCell;

#[derive(Trace)]
struct Node {
    name: &'static str,
    next: RefCell<Option<Cc<Node>>>,
}

fn main() {
    let a = Cc::new(Node { name: "a", next: RefCell::new(None) });
    let b = Cc::new(Node { name: "b", next: RefCell::new(Some(a.clone())) });
    *a.next.borrow_mut() = Some(b.clone());
    println!("{} and {} are alive", a.name, b.name);

    drop((a, b)); // now each is held by the other only
    println!("freed: {}", collect().freed_objects);
}
