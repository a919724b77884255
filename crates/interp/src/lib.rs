//! The Oxbow language: syntax, compiler, virtual machine, standard library and the face for hosts.

pub mod syntax;
