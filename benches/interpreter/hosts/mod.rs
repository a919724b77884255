//! The languages that are compared: Oxbow first, then its peers. Each compiles a program once and runs it as often as asked, with what it
//! prints kept here.
//!
//! Every host is used as its crate sets it up by default: no limits lifted but those that a program meets, no checks switched off.

mod boa;
mod koto;
mod mlua;
mod oxbow;
mod piccolo;
mod quickjs;
mod rhai;
mod rune;

use std::cell::RefCell;

/// A language, hosted in this process.
pub struct Host {
    /// The column's name.
    pub name: &'static str,
    /// The folder of its programs below `benches/`, and the ending of their names.
    pub sources: (&'static str, &'static str),
    /// Programs it cannot run, and why in one word: `library`, it lacks a function that the program is about; `values`, its objects are values,
    /// so they cannot refer to each other.
    pub unable: &'static [(&'static str, &'static str)],
    /// Compiles the text of a program.
    pub compile: fn(&str) -> Result<Box<dyn Program>, String>,
}

/// A compiled program.
pub trait Program {
    /// Runs it from the start, as if for the first time, and waits for the release of what it made where memory is counted.
    fn run(&mut self) -> Result<(), String>;
}

const PICCOLO: &[(&str, &str)] =
    &[("json", "library"), ("lru", "crash"), ("sort", "library"), ("strings", "library")];
const RHAI: &[(&str, &str)] =
    &[("cycles", "values"), ("event_graph", "values"), ("lru", "values"), ("parent_trees", "values")];

/// All hosts, Oxbow first.
pub const HOSTS: &[Host] = &[
    Host { name: "oxbow", sources: ("scripts", "ox"), unable: &[], compile: oxbow::compile },
    Host { name: "mlua", sources: ("peers/lua", "lua"), unable: &[], compile: mlua::compile },
    Host { name: "quickjs", sources: ("peers/js", "js"), unable: &[], compile: quickjs::compile },
    Host { name: "rune", sources: ("peers/rune", "rn"), unable: &[], compile: rune::compile },
    Host { name: "piccolo", sources: ("peers/lua", "lua"), unable: PICCOLO, compile: piccolo::compile },
    Host { name: "koto", sources: ("peers/koto", "koto"), unable: &[], compile: koto::compile },
    Host { name: "boa", sources: ("peers/js", "js"), unable: &[], compile: boa::compile },
    Host { name: "rhai", sources: ("peers/rhai", "rhai"), unable: RHAI, compile: rhai::compile },
];

thread_local! {
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What a program's `print` calls with each line.
fn say(line: &str) {
    SAID.with_borrow_mut(|said| {
        said.push_str(line);
        said.push('\n');
    });
}

/// What was printed since the last call.
pub fn said() -> String {
    SAID.take()
}
