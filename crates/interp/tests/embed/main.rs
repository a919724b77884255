//! The public face, used as a host uses it.

mod calls;
mod collecting;
mod elements;
mod handles;
mod limits;
mod owners;
mod sessions;
mod values;
