//! The public face, used as a host uses it.

mod calls;
mod elements;
mod handles;
mod limits;
mod owners;
mod sessions;
mod values;
