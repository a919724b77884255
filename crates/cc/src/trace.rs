//! [`Trace`]: how a type shows the collector the pointers it owns.
//!
//! The collector compares, for a set of objects, the strong count of each with the number of edges that the hooks
//! of the set report to it. Where they agree, nobody outside holds the object. Everything below follows from that.

use std::any::type_name;
use std::borrow::Cow;
use std::cell::Cell;
use std::slice::IterMut;

use crate::cc::Cc;
use crate::tail::Tail;
use crate::tracer::Tracer;

/// A finalizer of tails, which knows the type of the head.
pub type TailFinalizer<H, T> = fn(&Cc<Tail<H, T>>);

/// A type whose owned [`Cc`]s the collector can see. Use `#[derive(Trace)]`, which discharges all obligations.
///
/// The trait is `'static` because a cycle may be destroyed long after the code that built it has returned.
///
/// # Safety
///
/// 1. **Only owned edges.** `trace` reports a `Cc` only if the value owns that very pointer: dropping the value
///    drops it, exactly once for each report.
/// 2. **No shared ownership.** A `Cc` behind a shared owner (`Rc`, `Arc`, a reference) is not owned by the value and
///    is not reported: two owners would report one count twice.
/// 3. **Same answer.** Two calls without a mutation in between report the same edges. What cannot be read now (a
///    mutably borrowed `RefCell`) is reported not at all.
/// 4. **Only look.** `trace` and `trace_named` do not clone, drop, upgrade or move any `Cc` or `Weak`, do not mutate
///    the value, and do not collect. They may panic.
/// 5. **Honest type facts.** `trace_named` reports the same edges as `trace`, and beyond them at most pointers that the value owns to objects of
///    acyclic types; `drops_only_edges` and `knows_rest` keep their promises, and `drop_rest` drops no reported pointer.
///
/// | mistake | effect |
/// |---|---|
/// | an edge is not reported, or the type says it is acyclic though it is not | cycles through it leak |
/// | an edge is reported that the value does not own, or twice (1, 2) | undefined behaviour: a live object may be destroyed |
/// | the answers differ between two calls (3) | leak, or undefined behaviour if edges appear |
/// | a type says that it drops only edges or knows its rest, but a destructor or a left-out field is there | that destructor is not called: leak |
/// | `drop_rest` drops a pointer that is reported | undefined behaviour: its count is given up twice |
/// | a pointer is dropped inside the hook (4) | the run is given up if the object would have died; otherwise as (1) |
/// | a pointer is cloned and kept inside the hook (4) | the object may be destroyed under it: dereferencing panics, references taken before are undefined behaviour |
/// | the hook panics | the run is given up, nothing is lost; the panic reaches whoever started the run |
///
/// Reporting fewer edges than there are is always safe.
#[diagnostic::on_unimplemented(
    message = "the collector cannot look into `{Self}`",
    label = "does not implement `Trace`",
    note = "`#[derive(Trace)]` on the type makes it known",
    note = "a field that owns no `Cc` can be left out with `#[trace(skip)]`"
)]
pub unsafe trait Trace: 'static {
    /// Reports every `Cc` the value owns, usually by calling `trace` on each field.
    fn trace(&self, tracer: &mut Tracer<'_>);

    /// As `trace`, with [`Tracer::named`] around the fields. Only snapshots call it.
    fn trace_named(&self, tracer: &mut Tracer<'_>) {
        self.trace(tracer);
    }

    /// What logs and snapshots call objects of this kind. By default the type's name without its path.
    fn label(&self) -> Cow<'static, str> {
        short_type_name::<Self>()
    }

    /// Says for which objects of the type the label is the same: those with equal keys, of which logs ask one in each collection. `None`, the
    /// default, promises nothing. The derive gives one key to all, and with `label_with` what `#[trace(label_key = path)]` says.
    fn label_key(&self) -> Option<usize> {
        None
    }

    /// `false` promises nothing will be missed if objects of this type never start or join a collection, because they
    /// own no `Cc` (or none that can be part of a cycle). By default, types without drop glue are acyclic.
    fn is_cyclic() -> bool
    where
        Self: Sized,
    {
        std::mem::needs_drop::<Self>()
    }

    /// `true` promises that dropping a value does nothing but drop the `Cc`s that `trace` reports: no `Drop` of its own,
    /// no memory to free, no field left out. By default: types without drop glue. The derive knows whether the type implements `Drop`.
    fn drops_only_edges() -> bool
    where
        Self: Sized,
    {
        !std::mem::needs_drop::<Self>()
    }

    /// `true` promises that dropping a value does nothing but drop the `Cc`s that `trace` reports and what [`drop_rest`](Trace::drop_rest)
    /// drops. Garbage of such types is freed without its pointers being dropped one by one. By default: types that drop only edges.
    fn knows_rest() -> bool
    where
        Self: Sized,
    {
        Self::drops_only_edges()
    }

    /// Drops all that the value owns, buffers and fields that are left out, but the `Cc`s that `trace` reports. By default nothing.
    ///
    /// # Safety
    /// The type [knows its rest](Trace::knows_rest), and the value is neither used nor dropped afterwards.
    unsafe fn drop_rest(&mut self) {}

    /// Bytes that the value owns outside the heap (its buffers). Counted by the heap when the value is allocated and, as they are
    /// then, taken off when it is destroyed. Whoever changes them in between tells the heap with
    /// [`Heap::adjust_external`](crate::Heap::adjust_external). Connected by `#[trace(external = path)]`; by default 0.
    #[inline(always)]
    fn external_bytes(&self) -> usize {
        0
    }

    /// The finalizer of the type, if it has one. `#[trace(finalize)]` connects [`Finalize`](crate::Finalize).
    fn finalizer() -> Option<fn(&Cc<Self>)>
    where
        Self: Sized,
    {
        None
    }

    /// The finalizer of a [`Tail`] whose head is of this type.
    fn tail_finalizer<T: Trace>() -> Option<TailFinalizer<Self, T>>
    where
        Self: Sized,
    {
        None
    }

    /// What snapshots call the edges of an item of a [`Tail`] whose head this is; by default `[index]`. Connected by
    /// `#[trace(item_names = path)]`.
    fn item_name(&self, _index: usize) -> Option<String> {
        None
    }

    /// Whether the finalizer has anything to do for this object; `false` saves the call, and the object is not counted as finalized. Asked
    /// when the object is about to die, so obligation 4 holds here as well, and it must not panic. `#[trace(finalize_by = field)]` asks a
    /// field (see [`FinalizerSwitch`](crate::FinalizerSwitch)), `#[trace(finalize_if = path)]` a `fn(&Self) -> bool`.
    fn wants_finalizer(&self) -> bool {
        true
    }
}

/// The name of a type without module paths: `Vec<Node>` for `alloc::vec::Vec<app::Node>`.
pub(crate) fn short_type_name<T: ?Sized>() -> Cow<'static, str> {
    let full = type_name::<T>();
    let mut short = String::with_capacity(full.len());
    let mut word = 0;
    for (at, c) in full.char_indices() {
        if c == ':' {
            word = at + 1;
        } else if !(c.is_alphanumeric() || c == '_') {
            short.push_str(&full[word..at]);
            short.push(c);
            word = at + c.len_utf8();
        }
    }
    if word == 0 || short.is_empty() {
        return Cow::Borrowed(&full[word..]);
    }
    short.push_str(&full[word..]);
    Cow::Owned(short)
}

/// Evaluates whether a type is cyclic from its fields. Types that contain themselves (through `Vec`, say) would ask for
/// ever, so below a fixed depth the answer is yes, which is always safe.
#[doc(hidden)]
pub fn cyclic_by_fields(fields: &[fn() -> bool]) -> bool {
    nested(|| fields.iter().any(|field| field())).unwrap_or(true)
}

/// Evaluates whether a type knows its rest from its fields; types that contain themselves do not.
#[doc(hidden)]
pub fn knows_by_fields(fields: &[fn() -> bool]) -> bool {
    nested(|| fields.iter().all(|field| field())).unwrap_or(false)
}

/// The answer, unless that many questions wait for it already.
fn nested(answer: impl FnOnce() -> bool) -> Option<bool> {
    const DEPTH: u32 = 24;
    thread_local!(static NESTING: Cell<u32> = const { Cell::new(0) });
    let depth = NESTING.get();
    if depth >= DEPTH {
        return None;
    }
    NESTING.set(depth + 1);
    let answer = answer();
    NESTING.set(depth);
    Some(answer)
}

/// Drops the rest of a value when it goes, by the hook of its type: in a tuple of several, each of them, even if one panics.
#[doc(hidden)]
pub struct Rest<'v, T>(&'v mut T, unsafe fn(&mut T));

impl<'v, T> Rest<'v, T> {
    /// # Safety
    /// As [`Trace::drop_rest`], which `hook` is.
    #[inline(always)]
    pub unsafe fn new(value: &'v mut T, hook: unsafe fn(&mut T)) -> Rest<'v, T> {
        Rest(value, hook)
    }
}

impl<T> Drop for Rest<'_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: the guarantee of who made it.
        unsafe { (self.1)(self.0) }
    }
}

/// As [`Rest`], of all items of a slice.
pub(crate) struct Rests<'v, T: Trace>(IterMut<'v, T>);

impl<'v, T: Trace> Rests<'v, T> {
    /// # Safety
    /// As [`Trace::drop_rest`].
    #[inline(always)]
    pub(crate) unsafe fn new(items: &'v mut [T]) -> Rests<'v, T> {
        // Items that own only edges need not be looked at.
        Rests(if T::drops_only_edges() { [].iter_mut() } else { items.iter_mut() })
    }
}

impl<T: Trace> Drop for Rests<'_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        /// Goes on where a panic ended the loop below.
        struct Others<'v, T: Trace>(IterMut<'v, T>);

        impl<T: Trace> Drop for Others<'_, T> {
            #[inline(always)]
            fn drop(&mut self) {
                // SAFETY: as below.
                self.0.by_ref().for_each(|item| unsafe { item.drop_rest() });
            }
        }

        let mut others = Others(std::mem::take(&mut self.0));
        for item in others.0.by_ref() {
            // SAFETY: the guarantee of who made it.
            unsafe { item.drop_rest() };
        }
    }
}

/// Says whether `T` implements `Drop`: its own constant, where the bound holds, hides that of [`NoDrop`].
#[doc(hidden)]
pub struct Probe<T: ?Sized>(std::marker::PhantomData<T>);

#[doc(hidden)]
pub trait NoDrop {
    /// Without `Drop`.
    const IMPLEMENTS_DROP: bool = false;
}

impl<T: ?Sized> NoDrop for Probe<T> {}

#[expect(drop_bounds, reason = "asks about the trait, not about drop glue")]
impl<T: ?Sized + Drop> Probe<T> {
    /// With `Drop`.
    pub const IMPLEMENTS_DROP: bool = true;
}
