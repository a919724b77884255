//! The public face: engines, scripts, errors. Hosts see this and nothing behind it.

mod engine;
mod error;
mod loader;
mod script;

pub use engine::{Engine, EngineBuilder};
pub use error::{Error, Kind};
pub use script::Script;
