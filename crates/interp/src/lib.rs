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
//! Source text goes through `syntax` (tokens, tree), `compile` (bytecode) and `vm` (the register machine); `stdlib` is what scripts
//! find there, `embed` what hosts see.

mod compile;
mod embed;
pub mod stages;
mod stdlib;
mod syntax;
mod vm;

pub use embed::{
    Call, Callee, Engine, EngineBuilder, Error, FromArg, FromValue, Function, Handle, Host, HostFn, HostMethod, HostMethodMut,
    HostModule, InterruptHandle, IntoArgs, IntoResult, IntoValue, Kind, ModuleLoader, ModuleSource, Namespace, New, Place, Rest,
    Scope, Script, TypeBuilder,
};
pub use oxbow_cc::{Collection, Event, GcLog, Observer, Stats, Trace};
pub use oxbow_value::{Capabilities, Dict, ErrorKind, List, Str, Value};
