//! The environments of an interpreter: a closure holds the environment that holds it, and the interpreter decides when
//! collections run.

use std::cell::RefCell;
use std::collections::HashMap;

use oxbow_cc::{Cc, Heap, Policy, Trace};

#[derive(Trace, Clone)]
enum Value {
    Number(f64),
    Closure(Cc<Closure>),
}

#[derive(Trace)]
struct Environment {
    names: RefCell<HashMap<String, Value>>,
    outer: Option<Cc<Environment>>,
}

#[derive(Trace)]
struct Closure {
    parameter: String,
    environment: Cc<Environment>,
}

impl Environment {
    fn get(&self, name: &str) -> Option<Value> {
        if let Some(value) = self.names.borrow().get(name) {
            return Some(value.clone());
        }
        let mut at = self.outer.clone();
        while let Some(environment) = at {
            if let Some(value) = environment.names.borrow().get(name) {
                return Some(value.clone());
            }
            at = environment.outer.clone();
        }
        None
    }
}

fn main() {
    let heap = Heap::new();
    // Allocation never collects; `should_collect` is asked where no value is half built.
    heap.set_policy(Policy::Manual);
    let globals = heap.alloc(Environment { names: RefCell::default(), outer: None });
    globals.names.borrow_mut().insert("rate".to_owned(), Value::Number(1.5));
    for _ in 0..10_000 {
        // let f = (x) -> ...; f is visible in its own environment
        let local = heap.alloc(Environment { names: RefCell::default(), outer: Some(globals.clone()) });
        let closure = heap.alloc(Closure { parameter: "x".to_owned(), environment: local.clone() });
        local.names.borrow_mut().insert("f".to_owned(), Value::Closure(closure));
        let Some(Value::Closure(f)) = local.get("f") else { return };
        assert_eq!(f.parameter, "x");
        assert!(matches!(f.environment.get("rate"), Some(Value::Number(_))));
        if heap.should_collect() {
            heap.collect_if_due();
        }
    }
    heap.collect();
    println!("{} objects live of {}", heap.stats().live, heap.stats().allocated);
    assert_eq!(heap.stats().live, 1, "the global environment");
}

#[test]
fn runs() {
    main();
}
