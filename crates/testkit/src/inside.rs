//! What hosts do not see of an engine.

use oxbow_cc::{Cc, Heap};
use oxbow_interp::{Scope, Value};

/// The heap of an engine, seen through an object that is gone again.
///
/// # Panics
/// The engine makes no list.
pub(crate) fn heap_of(scope: &mut Scope<'_>) -> Heap {
    match scope.value([(); 0]) {
        Ok(Value::List(list)) => Cc::heap(&list),
        other => panic!("no list, but {other:?}"),
    }
}
