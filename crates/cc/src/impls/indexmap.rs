//! `Trace` for `indexmap`.

use indexmap::{IndexMap, IndexSet};

use super::{items, maps};
use crate::trace::Trace;

items! { [T: Trace, S: 'static] IndexSet<T, S>, T; }
maps! { [K: Trace, V: Trace, S: 'static] IndexMap<K, V, S>; }
