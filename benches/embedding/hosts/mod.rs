//! The hosts, each with the same tasks, done as its documentation shows.

mod boa;
mod koto;
mod mlua;
mod oxbow;
mod quickjs;
mod rhai;
mod rune;

/// Sets up an engine, and gives what does a number of rounds with it.
pub type Task = fn() -> Result<Work, String>;
/// Does as many rounds.
pub type Work = Box<dyn FnMut(u32) -> Result<(), String>>;

/// A language to embed.
pub struct Host {
    /// The column's name.
    pub name: &'static str,
    /// Makes an engine as for a script that knows the standard library, evaluates `1 + 2`, drops the engine.
    pub life: fn() -> Result<(), String>,
    /// Runs a compiled script that adds two variables.
    pub compiled: Task,
    /// Calls the script's function `fn(a, b) { a + b }`.
    pub calls: Task,
    /// Runs a script whose loop calls the host's `add(n, 1)` in each round.
    pub called: Task,
    /// Runs a script whose loop has `n + 1` instead.
    pub loops: Task,
    /// Makes cycles of a script object and a host closure, and drops them; `None` if closures of the host cannot hold script values.
    pub cycles: Option<Task>,
}

/// Oxbow first.
pub const HOSTS: &[Host] =
    &[oxbow::HOST, mlua::HOST, quickjs::HOST, rune::HOST, koto::HOST, boa::HOST, rhai::HOST];

fn text(error: impl ToString) -> String {
    error.to_string()
}
