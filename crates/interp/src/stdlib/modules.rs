//! The standard modules; one file per module.

pub(crate) mod array;
pub(crate) mod collections;
pub(crate) mod crypto;
pub(crate) mod csv;
pub(crate) mod debug;
pub(crate) mod env;
pub(crate) mod file;
pub(crate) mod io;
pub(crate) mod json;
pub(crate) mod math;
pub(crate) mod path;
pub(crate) mod regex;
pub(crate) mod string;
pub(crate) mod time;
