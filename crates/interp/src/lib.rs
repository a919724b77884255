//! An embeddable scripting language whose memory is reference counted and whose cycles are collected.
//!
//! ```
//! use oxbow_interp::Engine;
//!
//! let mut engine = Engine::builder().output(Box::new(std::io::sink())).build();
//! let script = engine.compile("hello", r#"main { print("hello") }"#)?;
//! engine.run(&script)?;
//! # Ok::<(), oxbow_interp::Error>(())
//! ```
//!
//! Evaluations, functions and variables of the host, limits:
//!
//! ```
//! use oxbow_interp::{Engine, Function, Scope, Value};
//!
//! let mut engine = Engine::builder().memory_limit(16 << 20).fuel(1_000_000).build();
//! // An expression, a sequence of statements, or a program with `main`.
//! assert_eq!(engine.eval("1 + 2")?, Value::Int(3));
//! // Functions of the host, typed.
//! engine.register_fn("add", |a: i64, b: i64| a + b)?;
//! engine.register_fn("twice", |scope: &mut Scope<'_>, f: Function| -> Result<(), oxbow_interp::Error> {
//!     scope.call(&f, ())?;
//!     scope.call(&f, ())?;
//!     Ok(())
//! })?;
//! engine.set_global("count", 0)?;
//! engine.eval("twice(fn() { count = add(count, 1) })")?;
//! assert_eq!(engine.get_global("count"), Some(Value::Int(2)));
//! # Ok::<(), oxbow_interp::Error>(())
//! ```
//!
//! Values are counted references: a [`Value`] keeps its object alive, a [`Handle`] does so until its engine goes. What the host gives to
//! scripts takes part in tracing where it says so ([`Engine::new_function_with`], [`TypeBuilder::traced`]), so cycles through the host are
//! collected as well. The embedding guide (`docs/embedding.md`) tells it in order; `examples/` shows a calculator, a configuration file, a plugin, an event loop, a REPL and a service.
//!
//! Inside: source text goes through `syntax` (tokens, tree), `compile` (bytecode) and `vm` (the register machine); `stdlib` is what scripts
//! find there, `embed` what hosts see.

mod compile;
mod embed;
pub mod stages;
mod stdlib;
mod syntax;
pub mod tools;
mod vm;

pub use embed::{
    Call, Callee, Engine, EngineBuilder, Error, FromArg, FromValue, Function, Handle, Host, HostFn,
    HostMethod, HostMethodMut, HostModule, InterruptHandle, IntoArgs, IntoResult, IntoValue, Kind,
    MemoryReport, ModuleLoader, ModuleSource, Namespace, New, Place, Rest, Run, RunTotals, Scope, Script,
    Session, TypeBuilder,
};
pub use oxbow_cc::{
    Collection, Cycles, Event, GcLog, Kind as CollectionKind, Link, Observer, Root, Shape, Snapshot,
    SnapshotFormat, Stats, Step, Total, Trace, Trigger, Weakest,
};
pub use oxbow_value::show::excerpt;
pub use oxbow_value::{Capabilities, Dict, ErrorKind, Fields, List, Str, Value};

/// Hosts cannot fill containers past the engine, which checks whose values it is given.
///
/// ```compile_fail,E0624
/// fn fill(list: &oxbow_interp::List) { list.push(oxbow_interp::Value::Null) }
/// ```
///
/// ```compile_fail,E0624
/// fn fill(dict: &oxbow_interp::Dict, key: oxbow_interp::Str) { dict.insert(key, oxbow_interp::Value::Null) }
/// ```
///
/// ```compile_fail,E0624
/// fn fill(value: oxbow_interp::Value) {
///     if let oxbow_interp::Value::Instance(instance) = value { instance.set(0, oxbow_interp::Value::Null) }
/// }
/// ```
///
/// ```compile_fail,E0624
/// fn fill(value: oxbow_interp::Value) {
///     if let oxbow_interp::Value::Module(module) = value { module.set(0, oxbow_interp::Value::Null) }
/// }
/// ```
///
/// ```compile_fail,E0624
/// fn fill(value: oxbow_interp::Value) {
///     if let oxbow_interp::Value::Closure(function) = value { function.slice()[0].set(oxbow_interp::Value::Null) }
/// }
/// ```
#[cfg(doctest)]
struct ContainersAreFilledByEngines;

/// The examples of the embedding guide.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/embedding.md")]
struct EmbeddingGuide;
