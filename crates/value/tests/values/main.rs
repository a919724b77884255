//! The rules of the language that this crate implements, one table for each, and the behaviour of every kind of object in memory.

mod sample;

mod arithmetic;
mod checks;
mod conversions;
mod copies;
mod cycles;
mod deep;
mod equality;
mod indexing;
mod modules;
mod names;
mod objects;
mod sorting;
mod strings;
mod text;
