//! `oxbow dump`: what can be asked for.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct Dump {
    /// What to print
    pub(crate) stage: Stage,
    /// The script
    pub(crate) file: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Stage {
    /// What the lexer makes of the text
    Tokens,
    /// The syntax tree
    Ast,
    /// The instructions of the register machine
    Bytecode,
}
