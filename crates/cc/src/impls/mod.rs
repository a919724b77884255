//! `Trace` for types of the standard library and, behind features, of other crates: one file per crate.

mod cells;
mod containers;
mod pointers;
mod scalars;

#[cfg(feature = "either")]
mod either;
#[cfg(feature = "hashbrown")]
mod hashbrown;
#[cfg(feature = "indexmap")]
mod indexmap;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "smallvec")]
mod smallvec;

/// Implements `Trace` for types that own no `Cc`.
macro_rules! acyclic {
    ($($(#[$attr:meta])* [$($params:tt)*] $type:ty),* $(,)?) => {$(
        // SAFETY: nothing is reported, which is always allowed.
        unsafe impl<$($params)*> crate::trace::Trace for $type {
            #[inline(always)]
            fn trace(&self, _: &mut crate::tracer::Tracer<'_>) {}

            fn is_cyclic() -> bool {
                false
            }

            fn knows_rest() -> bool {
                true
            }

            #[inline]
            unsafe fn drop_rest(&mut self) {
                // SAFETY: the value is not used again, and reports nothing.
                unsafe { std::ptr::drop_in_place(self) }
            }
        }
    )*};
}
pub(crate) use acyclic;

/// Implements `Trace` for containers whose items an iterator lists.
macro_rules! items {
    ($([$($params:tt)*] $type:ty, $item:ty;)*) => {$(
        // SAFETY: the container owns its items; each is asked once.
        unsafe impl<$($params)*> crate::trace::Trace for $type {
            #[inline]
            fn trace(&self, tracer: &mut crate::tracer::Tracer<'_>) {
                for item in self {
                    crate::trace::Trace::trace(item, tracer);
                }
            }

            fn trace_named(&self, tracer: &mut crate::tracer::Tracer<'_>) {
                for (index, item) in self.iter().enumerate() {
                    tracer.indexed(index, |tracer| crate::trace::Trace::trace_named(item, tracer));
                }
            }

            fn is_cyclic() -> bool {
                crate::trace::cyclic_by_fields(&[<$item as crate::trace::Trace>::is_cyclic])
            }
        }
    )*};
}
pub(crate) use items;

/// Implements `Trace` for maps.
macro_rules! maps {
    ($([$($params:tt)*] $type:ty;)*) => {$(
        // SAFETY: the map owns its keys and values; each is asked once. No hash or comparison is called.
        unsafe impl<$($params)*> crate::trace::Trace for $type {
            #[inline]
            fn trace(&self, tracer: &mut crate::tracer::Tracer<'_>) {
                for (key, value) in self {
                    crate::trace::Trace::trace(key, tracer);
                    crate::trace::Trace::trace(value, tracer);
                }
            }

            fn trace_named(&self, tracer: &mut crate::tracer::Tracer<'_>) {
                for (index, (key, value)) in self.iter().enumerate() {
                    tracer.indexed(index, |tracer| {
                        tracer.named("key", |tracer| crate::trace::Trace::trace_named(key, tracer));
                        tracer.named("value", |tracer| crate::trace::Trace::trace_named(value, tracer));
                    });
                }
            }

            fn is_cyclic() -> bool {
                crate::trace::cyclic_by_fields(&[
                    <K as crate::trace::Trace>::is_cyclic,
                    <V as crate::trace::Trace>::is_cyclic,
                ])
            }
        }
    )*};
}
pub(crate) use maps;
