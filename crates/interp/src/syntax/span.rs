//! Spans and sources are shared with compiled code, so they live beside it.
pub(crate) use oxbow_value::source::{Source, Span};
