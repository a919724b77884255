//! The public face: what hosts see, and nothing behind it.
//!
//! - `builder`, `engine`, `evaluate`, `script`, `session`: making engines, compiling and running; `library`, `loader`, `files`: what programs consist of.
//! - `scope`, `handle`, `function`: values across calls; `access`: into them; `convert`, `args`, `data_in`, `data_out`: values from and to host types.
//! - `host_fn`, `host_type`, `host_module`: what the host gives to scripts.
//! - `limit`, `error`: how evaluations end early; `checking`: what is wrong without running; `names`: what can be named; `report`: what the
//!   collector did.

mod access;
mod args;
mod builder;
mod checking;
mod convert;
mod data_in;
mod data_out;
mod engine;
mod error;
mod evaluate;
mod files;
mod function;
mod handle;
mod host_fn;
mod host_module;
mod host_type;
mod library;
mod limit;
mod loader;
mod names;
mod report;
mod scope;
mod script;
mod session;

pub use args::{FromArg, IntoArgs, Rest};
pub use builder::EngineBuilder;
pub use convert::{FromValue, IntoValue};
pub use engine::Engine;
pub use error::{Call, Error, Kind, Place};
pub use evaluate::Namespace;
pub use files::{ModuleLoader, ModuleSource};
pub use function::{Callee, Function};
pub use handle::Handle;
pub use host_fn::{HostFn, HostMethod, HostMethodMut, IntoResult};
pub use host_module::HostModule;
pub use host_type::{Host, New, TypeBuilder};
pub use limit::InterruptHandle;
pub use report::{MemoryReport, Run, RunTotals};
pub use scope::Scope;
pub use script::Script;
pub use session::Session;

pub(crate) use loader::{Target, Unit};

use crate::compile::ImportedModule;
