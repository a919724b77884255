//! Containers, tuples, options.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::mem::ManuallyDrop;

use super::{items, maps};
use crate::trace::{Rest, Rests, Trace, cyclic_by_fields};
use crate::tracer::Tracer;

items! {
    [T: Trace] VecDeque<T>, T;
    [T: Trace] LinkedList<T>, T;
    [T: Trace] BinaryHeap<T>, T;
    [T: Trace] BTreeSet<T>, T;
    [T: Trace, S: 'static] HashSet<T, S>, T;
}

maps! {
    [K: Trace, V: Trace, S: 'static] HashMap<K, V, S>;
    [K: Trace, V: Trace] BTreeMap<K, V>;
}

// SAFETY: a vector owns its items; its rest is theirs and its buffer.
unsafe impl<T: Trace> Trace for Vec<T> {
    #[inline]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.as_slice().trace(tracer);
    }

    fn trace_named(&self, tracer: &mut Tracer<'_>) {
        self.as_slice().trace_named(tracer);
    }

    fn is_cyclic() -> bool {
        cyclic_by_fields(&[T::is_cyclic])
    }

    fn knows_rest() -> bool {
        T::knows_rest()
    }

    #[inline]
    unsafe fn drop_rest(&mut self) {
        let mut buffer: Vec<ManuallyDrop<T>> = {
            let mut items = ManuallyDrop::new(std::mem::take(self));
            // SAFETY: the wrapper has the layout of what it wraps, and the vector is not used again.
            unsafe { Vec::from_raw_parts(items.as_mut_ptr().cast(), items.len(), items.capacity()) }
        };
        // SAFETY: as above; the caller's guarantee.
        drop(unsafe { Rests::new(&mut *(std::ptr::from_mut(buffer.as_mut_slice()) as *mut [T])) });
    }
}

// SAFETY: an array owns its items.
unsafe impl<T: Trace, const N: usize> Trace for [T; N] {
    #[inline]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.as_slice().trace(tracer);
    }

    fn trace_named(&self, tracer: &mut Tracer<'_>) {
        self.as_slice().trace_named(tracer);
    }

    fn is_cyclic() -> bool {
        cyclic_by_fields(&[T::is_cyclic])
    }

    fn drops_only_edges() -> bool {
        T::drops_only_edges()
    }

    fn knows_rest() -> bool {
        T::knows_rest()
    }

    #[inline]
    unsafe fn drop_rest(&mut self) {
        // SAFETY: the caller's guarantee.
        drop(unsafe { Rests::new(self) });
    }
}

// SAFETY: a slice owns its items.
unsafe impl<T: Trace> Trace for [T] {
    #[inline]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for item in self {
            item.trace(tracer);
        }
    }

    fn trace_named(&self, tracer: &mut Tracer<'_>) {
        for (index, item) in self.iter().enumerate() {
            tracer.indexed(index, |tracer| item.trace_named(tracer));
        }
    }
}

// SAFETY: the option owns its value.
unsafe impl<T: Trace> Trace for Option<T> {
    #[inline]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        if let Some(value) = self {
            value.trace(tracer);
        }
    }

    fn trace_named(&self, tracer: &mut Tracer<'_>) {
        if let Some(value) = self {
            value.trace_named(tracer);
        }
    }

    fn is_cyclic() -> bool {
        cyclic_by_fields(&[T::is_cyclic])
    }

    fn drops_only_edges() -> bool {
        T::drops_only_edges()
    }

    fn knows_rest() -> bool {
        T::knows_rest()
    }

    #[inline]
    unsafe fn drop_rest(&mut self) {
        if let Some(value) = self {
            // SAFETY: the caller's guarantee.
            unsafe { value.drop_rest() };
        }
    }
}

// SAFETY: the result owns its value.
unsafe impl<T: Trace, E: Trace> Trace for Result<T, E> {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        match self {
            Ok(value) => value.trace(tracer),
            Err(error) => error.trace(tracer),
        }
    }

    fn trace_named(&self, tracer: &mut Tracer<'_>) {
        match self {
            Ok(value) => value.trace_named(tracer),
            Err(error) => error.trace_named(tracer),
        }
    }

    fn is_cyclic() -> bool {
        cyclic_by_fields(&[T::is_cyclic, E::is_cyclic])
    }

    fn drops_only_edges() -> bool {
        T::drops_only_edges() && E::drops_only_edges()
    }

    fn knows_rest() -> bool {
        T::knows_rest() && E::knows_rest()
    }

    unsafe fn drop_rest(&mut self) {
        // SAFETY: the caller's guarantee.
        unsafe {
            match self {
                Ok(value) => value.drop_rest(),
                Err(error) => error.drop_rest(),
            }
        }
    }
}

// Dropping it drops nothing, so it owns nothing as far as counts are concerned.
super::acyclic! { [T: 'static] ManuallyDrop<T> }

macro_rules! tuples {
    ($(($($name:ident $index:tt),+))*) => {$(
        // SAFETY: a tuple owns its fields.
        unsafe impl<$($name: Trace),+> Trace for ($($name,)+) {
            #[inline]
            fn trace(&self, tracer: &mut Tracer<'_>) {
                $(self.$index.trace(tracer);)+
            }

            fn trace_named(&self, tracer: &mut Tracer<'_>) {
                $(tracer.named(stringify!($index), |tracer| self.$index.trace_named(tracer));)+
            }

            fn is_cyclic() -> bool {
                cyclic_by_fields(&[$($name::is_cyclic),+])
            }

            fn drops_only_edges() -> bool {
                true $(&& $name::drops_only_edges())+
            }

            fn knows_rest() -> bool {
                true $(&& $name::knows_rest())+
            }

            unsafe fn drop_rest(&mut self) {
                // SAFETY: the caller's guarantee.
                drop(unsafe { ($(Rest::new(&mut self.$index, $name::drop_rest),)+) });
            }
        }
    )*};
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11)
}
