//! A fault at every point of a script where one can occur: the n-th poll ends it for want of fuel or by an interrupt, the n-th allocation meets
//! the memory limit, the n-th call of host code panics, for every n. Each time the engine stays usable, counts verify, nothing is left.

use oxbow_cc::{Cc, Heap, Trace};
use oxbow_interp::{Engine, Event, Kind, New, Value};
use oxbow_testkit::heap_programs::Random;
use oxbow_testkit::{Sink, fuzz};
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::rc::Rc;

/// Programs that between them use every construct that holds references across a safe point.
const PROGRAMS: [(&str, &str); 8] = [
    (
        "cycles",
        "struct N { v: any, next: N? }\nfn pair() { let a = new N { v: [1], next: null }\n a.next = new N { v: {\"k\": a}, next: a } }\n\
         main { for i in 0..4 { pair() }\n let keep = [pair(), gc_collect()]\n print(keep) }",
    ),
    (
        "finalizers",
        "struct F { n: int, peer: any }\nexport let kept = []\nfn F.drop(f) { kept.push(f.peer)\n if f.n == 2 { kept.push(f) } }\n\
         main { for i in 0..4 { let f = new F { n: i, peer: [i] }\n f.peer.push(f) }\n gc_collect()\n print(len(kept)) }",
    ),
    (
        "generators",
        "fn numbers(n) { let hold = [n]\n for i in 0..n { try { yield [i, hold] } catch (e) { print(e) } finally { hold.push(i) } } }\n\
         main { for x in numbers(3) { print(x) }\n for x in numbers(5) { for y in numbers(2) { if y[0] == 1 { break } } }\n let left = numbers(2) }",
    ),
    (
        "closures",
        "fn counter() { let n = 0\n let all = []\n let inc = fn() { n += 1\n all.push(inc)\n return n }\n return [inc, fn() { return all }] }\n\
         main { let c = counter()\n let inc = c[0]\n print([1, 2, 3].map(fn(x) { return x + inc() }))\n print(array.reduce_fn([1, 2], fn(a, b) { return a + b + inc() }, 0)) }",
    ),
    (
        "errors",
        "fn deep(n) { let hold = [n]\n if n == 0 { throw hold }\n try { return deep(n - 1) } catch (e) { e.push(hold)\n throw e } finally { hold.push(1) } }\n\
         main { try { deep(4) } catch (e) { print(e) }\n try { [][1] } catch (e) { print(e.type, len(e.stack)) } }",
    ),
    (
        "containers",
        "main { let d = {}\n for [i, x] in [[1, \"a\"], [2, \"b\"], [3, \"c\"]] { d[x] = [i, d] }\n let [p, ...r] = d.values()\n\
         let m = match p { null => [], _ => r + [p] }\n print(len(m), deep_copy(d) == d, d.keys().join())\n print(json.stringify([r.length(), {\"a\": [1.5, null]}])) }",
    ),
    (
        "text",
        "fn show(x) { return f\"<{x}>\" }\nmain { let s = \"\"\n for i in 0..5 { s += show([i, \"x\" |> show]) }\n print(s.split(\"<\").map(fn(p) { return p.upper() }).join(\"-\"), regex.find_all(s, \"[0-9]\")) }",
    ),
    (
        "calls",
        "fn f(a, b = [1, 2]) { return [a, b] }\nfn rec(n) { if n < 2 { return n } return rec(n - 1) + rec(n - 2) }\nfn g(xs) { return xs |> f }\n\
         main { print(f(1), f(b = 2, a = [3]), rec(6), g([f(f(1))])) }",
    ),
];

/// The programs above and some that a writer makes from random bytes.
fn programs() -> Vec<(String, String)> {
    let mut random = Random(3);
    let written = (0..12).map(|n| {
        let bytes: Vec<u8> = (0..40).map(|_| random.below(256) as u8).collect();
        (format!("written {n}"), fuzz::program(&bytes).0)
    });
    let valid = |(_, text): &(String, String)| Engine::new().compile("faults", text).is_ok();
    let written = written.filter(valid);
    PROGRAMS.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).chain(written).collect()
}

/// An engine under test, and what it was like when it was new.
struct Bench {
    engine: Engine,
    heap: Heap,
    live: u64,
    watch: Rc<Watch>,
}

impl Bench {
    fn new(stress: bool) -> Bench {
        let sink = || Sink::new().writer();
        let mut engine =
            Engine::builder().output(sink()).errors(sink()).gc_stress(stress).depth_limit(200).build();
        let heap = match engine.eval("[]") {
            Ok(Value::List(list)) => Cc::heap(&list),
            other => panic!("no list, but {other:?}"),
        };
        let live = heap.stats().live;
        Bench { engine, heap, live, watch: Rc::default() }
    }

    /// Takes note of what the test added to the engine.
    fn settle(&mut self) {
        self.engine.finish();
        self.live = self.heap.stats().live;
    }

    /// Runs a program to its end or to the fault, then checks the engine.
    fn run(&mut self, text: &str, place: &str) -> Result<(), Kind> {
        let script = self.engine.compile("faults", text).unwrap_or_else(|error| panic!("{place}: {error}"));
        let outcome =
            catch_unwind(AssertUnwindSafe(|| self.engine.run(&script).map(drop).map_err(|e| e.kind())));
        self.watch.at.set(0);
        self.engine.set_fuel(None);
        self.engine.set_memory_limit(None);
        self.engine.interrupt_handle().clear();
        self.check(place);
        outcome.unwrap_or_else(|panic| {
            assert!(panic.is::<Fault>(), "{place}: a panic that was not injected");
            Err(Kind::Io)
        })
    }

    fn check(&mut self, place: &str) {
        self.heap.verify().unwrap_or_else(|problem| panic!("{place}: {problem}"));
        let sum = self.engine.eval_as::<i64>("let n = 0\nfor x in [40, 2] { n += x }\nn");
        assert_eq!(sum.ok(), Some(42), "{place}: the engine is not usable");
        self.engine.finish();
        self.engine.collect();
        assert_eq!(self.heap.stats().live, self.live, "{place}: objects are left");
        self.heap.verify().unwrap_or_else(|problem| panic!("{place}, at the end: {problem}"));
    }
}

/// Payload of injected panics.
struct Fault;

fn quiet() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !info.payload().is::<Fault>() {
            before(info);
        }
    }));
}

/// Tries fault 1, 2, ... until the program meets none any more; says how many there were.
fn sweep(bench: &mut Bench, text: &str, place: &str) -> u64 {
    for n in 1.. {
        bench.watch.arm(n);
        let _ = bench.run(text, &format!("{place}, fault {n}"));
        if !bench.watch.met.get() {
            return n - 1;
        }
        assert!(n < 20_000, "{place}: too long for a sweep");
    }
    0
}

#[test]
fn out_of_fuel_at_every_poll() {
    for stress in [false, true] {
        let mut bench = Bench::new(stress);
        for (name, text) in programs() {
            bench.engine.set_fuel(Some(100_000));
            let script = bench.engine.compile("faults", &text).expect("a valid program");
            let _ = bench.engine.run(&script);
            let used = 100_000 - bench.engine.fuel_left().expect("fuel was given");
            assert!((1..5_000).contains(&used), "{name}: {used} polls");
            drop(script);
            bench.engine.set_fuel(None);
            bench.check(&name);
            for fuel in 0..used {
                bench.engine.set_fuel(Some(fuel));
                let ended = bench.run(&text, &format!("{name}, {fuel} units"));
                assert!(ended.is_err(), "{name} ends with {fuel} units, but used {used}");
            }
        }
    }
}

/// Counts calls and says which is the one to fail; 0 for none.
#[derive(Default)]
struct Watch {
    at: Cell<u64>,
    seen: Cell<u64>,
    met: Cell<bool>,
}

impl Watch {
    fn arm(&self, n: u64) {
        self.at.set(n);
        self.seen.set(0);
        self.met.set(false);
    }

    fn hit(&self) -> bool {
        self.seen.set(self.seen.get() + 1);
        let hit = self.seen.get() == self.at.get();
        self.met.set(self.met.get() || hit);
        hit
    }
}

/// Sweeps over the events of the collector, which runs at every safe point.
fn sweep_events(fault: impl Fn(&Heap, &oxbow_interp::InterruptHandle) + Copy + 'static) -> u64 {
    let mut total = 0;
    for (name, text) in programs() {
        let mut bench = Bench::new(true);
        // The heap owns the observer: this handle must go before the end.
        let heap = Rc::new(RefCell::new(Some(bench.heap.clone())));
        let (seen, inner, handle) = (bench.watch.clone(), heap.clone(), bench.engine.interrupt_handle());
        bench.engine.observe(Box::new(move |event: &Event| {
            if matches!(event, Event::Start { .. }) && seen.hit() {
                fault(inner.borrow().as_ref().expect("the heap is there"), &handle);
            }
        }));
        total += sweep(&mut bench, &text, &name);
        heap.take();
    }
    total
}

/// A sweep that meets few faults shows little.
fn many(faults: u64) {
    assert!(faults > 300, "only {faults} faults");
}

#[test]
fn an_interrupt_at_every_collection() {
    many(sweep_events(|_, handle| handle.interrupt()));
}

#[test]
fn the_memory_limit_at_every_allocation() {
    many(sweep_events(|heap, _| heap.set_limit(Some(1))));
}

#[test]
fn a_panic_of_an_observer_at_every_event() {
    quiet();
    many(sweep_events(|_, _| panic_any(Fault)));
}

/// An object of the host whose every hook may fail.
#[derive(Trace)]
struct Probe {
    #[trace(skip)]
    watch: Rc<Watch>,
    value: RefCell<Value>,
}

impl Probe {
    fn call(&self) {
        if self.watch.hit() {
            panic_any(Fault);
        }
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.call();
        }
    }
}

const HOST: &str = "fn around(x) { return twice(fn(y) { return [y, x] }, x) }
main {
  for i in 0..3 {
    try { let p = Probe(i)  p.hold([p, i])  print(p, p.held(), p == p, [p] == [Probe(i)]) } catch (e) { print(e.type) }
    try { print(around([i, tick()])) } catch (e) { print(e.type) } finally { tick() }
    try { for x in [1, 2] { let q = Probe(x) } } catch (e) { tick() }
  }
  gc_collect()
}";

#[test]
fn a_panic_in_every_call_of_the_host() {
    quiet();
    for stress in [false, true] {
        let mut bench = Bench::new(stress);
        register(&mut bench.engine, &bench.watch);
        bench.settle();
        let faults = sweep(&mut bench, HOST, "host");
        assert!(faults > 20, "{faults} faults");
    }
}

fn register(engine: &mut Engine, watch: &Rc<Watch>) {
    let seen = watch.clone();
    let tick = move || {
        if seen.hit() {
            panic_any(Fault)
        }
    };
    engine.register_fn("tick", tick).expect("room for a function");
    let seen = watch.clone();
    let twice = move |scope: &mut oxbow_interp::Scope<'_>, f: oxbow_interp::Function, x: Value| {
        if seen.hit() {
            panic_any(Fault);
        }
        scope.call(&f, (x.clone(),))?;
        scope.call(&f, (x,))
    };
    engine.register_fn("twice", twice).expect("room for a function");
    let seen = watch.clone();
    engine
        .register_type::<Probe>("Probe", |probe| {
            let make = move |value: Value| {
                let probe = Probe { watch: seen.clone(), value: RefCell::new(value) };
                probe.call();
                New(probe)
            };
            probe.constructor(make).traced();
            probe.method("hold", |probe: &Probe, value: Value| {
                probe.call();
                probe.value.replace(value);
            });
            probe.property("held", |probe: &Probe| probe.value.borrow().clone());
            probe.text(|probe| {
                probe.call();
                String::from("probe")
            });
            probe.equal(|a, b| {
                a.call();
                std::ptr::eq(a, b)
            });
        })
        .expect("room for a type");
}
