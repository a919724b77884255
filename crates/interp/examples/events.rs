//! An event loop: scripts subscribe closures, the host keeps them as handles and calls them later.

use oxbow_interp::{Engine, Error, Function};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

const SCRIPT: &str = r#"
let seen = []
let stop = on("key", fn(key) {
  seen.push(key)
  if key == "q" { emit("quit", len(seen)) }
})
on("quit", fn(count) { print("quit after", count, "keys:", seen) })
on("key", fn(key) { if key == "x" { throw "no x please" } })
"#;

/// Callbacks by event, and events that wait.
#[derive(Default)]
struct Events {
    callbacks: RefCell<Vec<(String, Function)>>,
    queue: RefCell<VecDeque<(String, oxbow_interp::Handle)>>,
}

fn main() -> Result<(), Error> {
    let events = Rc::new(Events::default());
    let mut engine = Engine::builder().fuel(1_000_000).build();
    let on = events.clone();
    engine.register_fn("on", move |event: String, callback: Function| {
        on.callbacks.borrow_mut().push((event, callback))
    })?;
    let emit = events.clone();
    engine.register_fn("emit", move |event: String, data: oxbow_interp::Handle| {
        emit.queue.borrow_mut().push_back((event, data));
    })?;
    engine.eval(SCRIPT)?;
    for key in ["a", "x", "q"] {
        let value = engine.value(key)?;
        let data = engine.handle(value)?;
        events.queue.borrow_mut().push_back(("key".to_owned(), data));
    }
    loop {
        let Some((event, data)) = events.queue.borrow_mut().pop_front() else { break };
        let callbacks: Vec<Function> = events
            .callbacks
            .borrow()
            .iter()
            .filter(|(name, _)| *name == event)
            .map(|(_, f)| f.clone())
            .collect();
        for callback in callbacks {
            if let Err(error) = engine.call(&callback, (&data,)) {
                println!("a callback failed: {}", error.message());
            }
        }
    }
    println!("{} handles are kept", engine.handles());
    Ok(())
}
