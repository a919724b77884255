//! Running: whatever a program does within its limits, the engine survives, and nothing is left when it has gone.

use super::generate::program;
use crate::inside::heap_of;
use oxbow_interp::{Engine, EngineBuilder, Kind};
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

const LONGEST: usize = 16 << 10;
const FUEL: u64 = 20_000;
const MEMORY: usize = 16 << 20;
const OUTPUT: u64 = 1 << 20;
/// With a collection at every allocation the time grows with the square of the objects.
const MOST_STRESSED: u64 = 4_000;

/// Compiles a text and runs it within limits.
///
/// # Panics
/// The heap is inconsistent after the run, an object is left, or the engine cannot be used any more.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(&bytes[..bytes.len().min(LONGEST)]) else { return };
    outcome(text, Engine::builder());
    outcome(text, Engine::builder().gc_threshold(1));
}

/// Writes a program from the bytes and runs it, with a collection now and then and with one at every safe point: both print the same, unless
/// the program has finalizers or looks at weak references, which show when a collection runs.
///
/// # Panics
/// As [`run`], or the outputs differ.
pub fn generated(bytes: &[u8]) {
    let (text, shows_collections) = program(bytes);
    let calm = outcome(&text, Engine::builder());
    if calm.allocated > MOST_STRESSED {
        return;
    }
    let stressed = outcome(&text, Engine::builder().gc_stress(true));
    let limited = calm.memory_ran_out || stressed.memory_ran_out;
    if !shows_collections && !limited {
        assert_eq!(calm.text, stressed.text, "the collector changed what this prints:\n{text}");
    }
}

struct Outcome {
    text: String,
    memory_ran_out: bool,
    allocated: u64,
}

fn outcome(text: &str, builder: EngineBuilder) -> Outcome {
    let (out, errors) = (Shared::default(), Shared::default());
    let builder = builder.output(Box::new(out.clone())).errors(Box::new(errors.clone()));
    let mut engine = builder.fuel(FUEL).memory_limit(MEMORY).output_limit(OUTPUT).depth_limit(500).build();
    let heap = heap_of(&mut engine.scope());
    let result = engine.compile("fuzz", text).and_then(|script| engine.run(&script).map(drop));
    if let Err(error) = &result {
        out.clone().write_all(error.render(false).as_bytes()).expect("memory is no file");
        assert!(error.kind() != Kind::OtherEngine && error.kind() != Kind::EngineGone, "{error}");
    }
    drop(result);
    heap.verify().expect("the heap is consistent after the run");
    assert_eq!(engine.eval_as::<i64>("20 + 22").ok(), Some(42), "the engine is usable after the run");
    drop(engine);
    heap.collect();
    assert_eq!(heap.stats().live, 0, "objects are left of:\n{text}");
    heap.verify().expect("the heap is consistent at the end");
    let text = out.text() + &errors.text();
    Outcome { memory_ran_out: text.contains("memory limit"), allocated: heap.stats().allocated, text }
}

/// Bytes that several writers share.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Shared {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.borrow()).into_owned()
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
