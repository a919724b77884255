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

pub use embed::{Engine, EngineBuilder, Error, Kind, Script};
pub use oxbow_cc::{Collection, Event, GcLog, Observer, Stats};
pub use oxbow_value::{Capabilities, ErrorKind, Value};
