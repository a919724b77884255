//! Pointers: the edge itself, owners that are followed, and owners that are not.

use std::borrow::Cow;
use std::mem::needs_drop;
use std::rc::Rc;
use std::sync::Arc;

use super::acyclic;
use crate::cc::Cc;
use crate::trace::Trace;
use crate::tracer::Tracer;
use crate::weak::Weak;

// SAFETY: a `Cc` owns itself.
unsafe impl<T: ?Sized + 'static> Trace for Cc<T> {
    #[inline(always)]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.edge(self);
    }

    /// What the object that it points to says.
    #[inline]
    fn wants_finalizer(&self) -> bool {
        let obj = self.obj();
        // SAFETY: the value is alive, and its hook only looks.
        obj.is_dead() || unsafe { (obj.record().vtable.wants_finalizer)(obj.value()) }
    }

    fn is_cyclic() -> bool {
        true
    }

    fn drops_only_edges() -> bool {
        true
    }
}

// SAFETY: a box owns its value.
unsafe impl<T: ?Sized + Trace> Trace for Box<T> {
    #[inline]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        (**self).trace(tracer);
    }

    fn trace_named(&self, tracer: &mut Tracer<'_>) {
        (**self).trace_named(tracer);
    }

    /// What has no drop glue owns no `Cc`; more cannot be known of an unsized value.
    fn is_cyclic() -> bool {
        needs_drop::<T>()
    }
}

// SAFETY: an owned value is owned; a borrowed one is not and is not asked.
unsafe impl<T: ?Sized + ToOwned + 'static> Trace for Cow<'static, T>
where
    T::Owned: Trace,
{
    fn trace(&self, tracer: &mut Tracer<'_>) {
        if let Cow::Owned(owned) = self {
            owned.trace(tracer);
        }
    }

    fn trace_named(&self, tracer: &mut Tracer<'_>) {
        if let Cow::Owned(owned) = self {
            owned.trace_named(tracer);
        }
    }

    fn is_cyclic() -> bool {
        T::Owned::is_cyclic()
    }
}

// Not followed. A weak pointer owns nothing. `Rc` and `Arc` share: two objects that hold the same `Rc` would both report
// the pointers behind it, and its one count would be taken for two. A `Cc` behind an `Rc` therefore counts as held
// from outside, and a cycle through it leaks.
acyclic! {
    [T: ?Sized + 'static] Weak<T>,
    [T: ?Sized + 'static] Rc<T>,
    [T: ?Sized + 'static] std::rc::Weak<T>,
    [T: ?Sized + 'static] Arc<T>,
    [T: ?Sized + 'static] std::sync::Weak<T>,
}
