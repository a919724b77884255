//! The traits of the standard library that `Rc` has, for `Cc`: all act on the value.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::panic::{RefUnwindSafe, UnwindSafe};

use crate::cc::Cc;
use crate::trace::Trace;

impl<T: ?Sized + fmt::Debug> fmt::Debug for Cc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Cc::try_deref(self) {
            Some(value) => value.fmt(f),
            None => f.write_str("(dead)"),
        }
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for Cc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized> fmt::Pointer for Cc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Cc::as_ptr(self).fmt(f)
    }
}

impl<T: ?Sized + Error> Error for Cc<T> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        (**self).source()
    }
}

impl<T: ?Sized + PartialEq> PartialEq for Cc<T> {
    fn eq(&self, other: &Cc<T>) -> bool {
        **self == **other
    }
}

impl<T: ?Sized + Eq> Eq for Cc<T> {}

impl<T: ?Sized + PartialOrd> PartialOrd for Cc<T> {
    fn partial_cmp(&self, other: &Cc<T>) -> Option<Ordering> {
        (**self).partial_cmp(&**other)
    }
}

impl<T: ?Sized + Ord> Ord for Cc<T> {
    fn cmp(&self, other: &Cc<T>) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl<T: ?Sized + Hash> Hash for Cc<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T: ?Sized> AsRef<T> for Cc<T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T: ?Sized> Borrow<T> for Cc<T> {
    fn borrow(&self) -> &T {
        self
    }
}

impl<T: Trace + Default> Default for Cc<T> {
    fn default() -> Cc<T> {
        Cc::new(T::default())
    }
}

impl Default for Cc<str> {
    fn default() -> Cc<str> {
        Cc::from("")
    }
}

impl<T: Trace> Default for Cc<[T]> {
    fn default() -> Cc<[T]> {
        Cc::from(Vec::new())
    }
}

impl<T: Trace> From<T> for Cc<T> {
    fn from(value: T) -> Cc<T> {
        Cc::new(value)
    }
}

impl<T: Trace> From<Box<T>> for Cc<T> {
    fn from(value: Box<T>) -> Cc<T> {
        Cc::new(*value)
    }
}

impl<T: Trace> FromIterator<T> for Cc<[T]> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Cc<[T]> {
        Cc::from(Vec::from_iter(items))
    }
}

// As for `Rc`: moving the pointer does not move the value.
impl<T: ?Sized> Unpin for Cc<T> {}
// What another pointer can see of the value is what `RefUnwindSafe` is about; the counts stay right.
impl<T: ?Sized + RefUnwindSafe> UnwindSafe for Cc<T> {}
impl<T: ?Sized + RefUnwindSafe> RefUnwindSafe for Cc<T> {}
