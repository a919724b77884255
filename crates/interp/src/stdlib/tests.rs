//! Every native, called through the tables as the machine does: argument counts first, then the body.
//!
//! A case is data: what is called, its arguments as a JSON array, and the result as JSON or a fragment of the message it raises. `@` stands for a
//! temporary folder. `str:upper` is a method of strings; its receiver is the first argument. Cases of a file run in order in one engine.

mod data;
mod encodings;
mod engine;
mod hints;
mod lists;
mod numbers;
mod system;
mod text;
mod world;

use world::World;

/// Called with these arguments, gives this.
type Good = (&'static str, &'static str, &'static str);
/// Called with these arguments, raises an error of this type whose message holds this.
type Bad = (&'static str, &'static str, &'static str, &'static str);

const GOOD: &[&[Good]] =
    &[text::GOOD, lists::GOOD, numbers::GOOD, data::GOOD, encodings::GOOD, system::GOOD, engine::GOOD];
const BAD: &[&[Bad]] =
    &[text::BAD, lists::BAD, numbers::BAD, data::BAD, encodings::BAD, system::BAD, engine::BAD];

/// Natives that accept everything, or whose refusals are tested by their own functions below.
const NEVER_RAISES: &[&str] = &["print", "io.print", "io.println"];
/// Natives whose results no table can hold: times, random values, standard input.
const TESTED_BY_CODE: &[&str] = &[
    "weak",
    "weak:get",
    "weak:alive",
    "gc_stats",
    "crypto.random_bytes",
    "crypto.random_string",
    "crypto.random_int",
    "crypto.generate_token",
    "time.now",
    "time.now_millis",
    "io.read_line",
    "io.input",
    "path.resolve",
    "env.get_all",
    "__fail",
    "__collect",
    "debug.timer",
    "debug.compare",
    "time.hour",
    "time.minute",
    "__check_callable",
];

#[test]
fn results() {
    let mut wrong = Vec::new();
    for group in GOOD {
        let mut world = World::new();
        for (call, args, expected) in *group {
            let got = world.call_json(call, args);
            if got.as_deref() != Ok(world.expand(expected).as_str()) {
                wrong.push(format!("{call}{args}: expected {expected}, got {got:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn refusals() {
    let mut wrong = Vec::new();
    for group in BAD {
        let mut world = World::new();
        for (call, args, kind, fragment) in *group {
            match world.call_json(call, args) {
                Err(message) if message.starts_with(&format!("{kind}|")) && message.contains(fragment) => {}
                got => wrong.push(format!("{call}{args}: expected {kind} with {fragment:?}, got {got:?}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_native_is_tested() {
    let good: Vec<&str> =
        GOOD.iter().flat_map(|g| g.iter().map(|case| case.0)).chain(TESTED_BY_CODE.iter().copied()).collect();
    let bad: Vec<&str> =
        BAD.iter().flat_map(|g| g.iter().map(|case| case.0)).chain(NEVER_RAISES.iter().copied()).collect();
    let mut missing = Vec::new();
    for name in World::new().names() {
        for (cases, what) in [(&good, "result"), (&bad, "refusal")] {
            if !cases.contains(&name.as_str()) {
                missing.push(format!("{name}: no {what}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
