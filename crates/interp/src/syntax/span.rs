//! Spans and sources are shared with compiled code, so they live beside it.
pub use oxbow_value::source::{Source, Span};
