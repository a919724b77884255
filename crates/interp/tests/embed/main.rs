//! The public face, used as a host uses it.

mod calls;
mod handles;
mod limits;
mod sessions;
mod values;
