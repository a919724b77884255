//! `Trace` for `smallvec`.

use smallvec::{Array, SmallVec};

use super::items;
use crate::trace::Trace;

items! { [A: Array<Item: Trace> + 'static] SmallVec<A>, A::Item; }
