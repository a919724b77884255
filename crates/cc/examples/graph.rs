//! A mutable directed graph in a heap of its own, whose collections are logged.

use std::cell::RefCell;

use oxbow_cc::{Cc, GcLog, Heap, Trace};

#[derive(Trace)]
struct City {
    name: &'static str,
    roads: RefCell<Vec<Cc<City>>>,
}

fn connect(a: &Cc<City>, b: &Cc<City>) {
    a.roads.borrow_mut().push(b.clone());
    b.roads.borrow_mut().push(a.clone());
}

/// Cities that can be reached, in the order in which they are found.
fn reachable(start: &Cc<City>) -> Vec<Cc<City>> {
    let mut found = vec![start.clone()];
    let mut next = 0;
    while next < found.len() {
        let roads = found[next].roads.borrow().clone();
        for city in roads {
            if !found.iter().any(|known| Cc::ptr_eq(known, &city)) {
                found.push(city);
            }
        }
        next += 1;
    }
    found
}

fn main() {
    let heap = Heap::new();
    heap.observe(Box::new(GcLog::new(std::io::stdout())));
    let city = |name| heap.alloc(City { name, roads: RefCell::default() });
    let (ulm, bonn, kiel) = (city("Ulm"), city("Bonn"), city("Kiel"));
    connect(&ulm, &bonn);
    connect(&bonn, &kiel);
    let names: Vec<_> = reachable(&ulm).iter().map(|city| city.name).collect();
    assert_eq!(names, ["Ulm", "Bonn", "Kiel"]);

    // Cut Kiel off: it and its road to Bonn are no cycle, so it dies at once. The others are one.
    bonn.roads.borrow_mut().retain(|city| city.name != "Kiel");
    drop(kiel);
    assert_eq!(heap.stats().live, 2);
    drop((ulm, bonn));
    assert_eq!(heap.collect().freed_objects, 2);
}

#[test]
fn runs() {
    main();
}
