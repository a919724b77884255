//! Methods of the built-in kinds; one file per kind.

pub(crate) mod dict;
pub(crate) mod list;
pub(crate) mod string;
pub(crate) mod weak;
