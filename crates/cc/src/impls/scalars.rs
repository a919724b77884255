//! Types that own nothing traceable.

use std::any::TypeId;
use std::ffi::{CStr, CString, OsStr, OsString};
use std::marker::{PhantomData, PhantomPinned};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::*;
use std::ops::{Range, RangeInclusive};
use std::path::{Path, PathBuf};
use std::sync::atomic::*;
use std::time::{Duration, Instant, SystemTime};

use super::acyclic;

acyclic! {
    [] (), [] bool, [] char, [] String, [] u8, [] u16, [] u32, [] u64, [] u128, [] usize, [] i8, [] i16, [] i32,
    [] i64, [] i128, [] isize, [] f32, [] f64, [] NonZeroU8, [] NonZeroU16, [] NonZeroU32, [] NonZeroU64,
    [] NonZeroU128, [] NonZeroUsize, [] NonZeroI8, [] NonZeroI16, [] NonZeroI32, [] NonZeroI64, [] NonZeroI128,
    [] NonZeroIsize, [] AtomicBool, [] AtomicU8, [] AtomicU16, [] AtomicU32, [] AtomicU64, [] AtomicUsize,
    [] AtomicI8, [] AtomicI16, [] AtomicI32, [] AtomicI64, [] AtomicIsize, [] Duration, [] Instant, [] SystemTime,
    [] PathBuf, [] OsString, [] CString, [] IpAddr, [] Ipv4Addr, [] Ipv6Addr, [] SocketAddr, [] TypeId, [] PhantomPinned,
    [] std::cmp::Ordering, [] std::fs::File, [T: 'static + Copy] Range<T>, [T: 'static + Copy] RangeInclusive<T>,
    [T: ?Sized + 'static] PhantomData<T>, [T: ?Sized + 'static] &'static T, [T: 'static] *const T, [T: 'static] *mut T,
}

macro_rules! unsized_acyclic {
    ($($type:ty),*) => {$(
        // SAFETY: nothing is reported, which is always allowed.
        unsafe impl crate::trace::Trace for $type {
            fn trace(&self, _: &mut crate::tracer::Tracer<'_>) {}
        }
    )*};
}

unsized_acyclic!(str, Path, OsStr, CStr);

macro_rules! functions {
    ($(($($arg:ident)*))*) => {
        acyclic! { $([Ret: 'static, $($arg: 'static),*] fn($($arg),*) -> Ret),* }
    };
}

functions! { () (A) (A B) (A B C) (A B C D) }
