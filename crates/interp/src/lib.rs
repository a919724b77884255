//! interp

pub mod vm;
