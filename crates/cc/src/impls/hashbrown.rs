//! `Trace` for `hashbrown`.

use hashbrown::{HashMap, HashSet};

use super::{items, maps};
use crate::trace::Trace;

items! { [T: Trace, S: 'static] HashSet<T, S>, T; }
maps! { [K: Trace, V: Trace, S: 'static] HashMap<K, V, S>; }
