//! Argument lists in both directions: what the host passes to a script, and what a script passes to the host.
//!
//! Invariant: arguments never need the allocator when there are at most eight.

use super::convert::{FromValue, IntoValue};
use super::error::Error;
use super::scope::Scope;
use crate::vm::ops_host::Arguments;
use oxbow_value::Value;
use std::slice::IterMut;

/// Arguments for a call from the host: a tuple of up to eight values, a `Vec` or a slice of values, or `()`.
pub trait IntoArgs: Sized {
    /// Appends the converted arguments.
    #[doc(hidden)]
    fn push_to(self, args: &mut Arguments, scope: &mut Scope<'_>) -> Result<(), Error>;

    #[doc(hidden)]
    fn call(self, scope: &mut Scope<'_>, callee: Value) -> Result<Value, Error> {
        let mut args = Arguments::new();
        self.push_to(&mut args, scope)?;
        scope.invoke(callee, &mut args)
    }

    #[doc(hidden)]
    fn call_with(self, scope: &mut Scope<'_>, callee: Value, receiver: Value) -> Result<Value, Error> {
        let mut args = Arguments::new();
        args.push(receiver);
        self.push_to(&mut args, scope)?;
        scope.invoke(callee, &mut args)
    }
}

impl<T: IntoValue> IntoArgs for Vec<T> {
    fn push_to(self, args: &mut Arguments, scope: &mut Scope<'_>) -> Result<(), Error> {
        for value in self {
            args.push(value.into_value(scope)?);
        }
        Ok(())
    }
}

impl IntoArgs for &[Value] {
    fn push_to(self, args: &mut Arguments, scope: &mut Scope<'_>) -> Result<(), Error> {
        self.to_vec().push_to(args, scope)
    }
}

/// The parameters of a host function, as a tuple.
pub(super) trait Parameters: Sized {
    /// Least and greatest number of arguments.
    const LIMITS: (u16, u16);

    /// Makes them from the arguments that a script passed.
    fn take(args: &mut Given<'_>, scope: &mut Scope<'_>) -> Result<Self, Error>;
}

macro_rules! tuples {
    ($($($name:ident)*;)*) => {$(
        impl<$($name: FromArg),*> Parameters for ($($name,)*) {
            const LIMITS: (u16, u16) = limits(&[$(($name::MIN, $name::MAX)),*]);

            #[inline(always)]
            #[allow(unused_variables, clippy::unused_unit, reason = "one macro for all lengths")]
            fn take(args: &mut Given<'_>, scope: &mut Scope<'_>) -> Result<Self, Error> {
                Ok(($($name::from_args(args, scope)?,)*))
            }
        }

        impl<$($name: IntoValue),*> IntoArgs for ($($name,)*) {
            #[inline]
            #[allow(non_snake_case, unused_variables, reason = "one macro for all lengths")]
            fn push_to(self, args: &mut Arguments, scope: &mut Scope<'_>) -> Result<(), Error> {
                let ($($name,)*) = self;
                $(args.push($name.into_value(scope)?);)*
                Ok(())
            }

            #[inline]
            #[allow(non_snake_case, unused_variables, reason = "one macro for all lengths")]
            fn call(self, scope: &mut Scope<'_>, callee: Value) -> Result<Value, Error> {
                let ($($name,)*) = self;
                let mut args = [$($name.into_value(scope)?),*];
                scope.invoke(callee, &mut args)
            }
        }
    )*};
}

tuples! {
    ;
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
}

/// The arguments a script passed, read one after the other.
pub struct Given<'a> {
    rest: IterMut<'a, Value>,
    position: usize,
}

impl<'a> Given<'a> {
    pub(crate) fn new(args: &'a mut [Value]) -> Self {
        Given { rest: args.iter_mut(), position: 0 }
    }

    /// Takes the next argument.
    #[inline]
    pub(crate) fn next(&mut self) -> Option<Value> {
        self.position += 1;
        self.rest.next().map(std::mem::take)
    }

    /// Takes the receiver of a method, which is not counted.
    #[inline]
    pub(crate) fn next_receiver(&mut self) -> Value {
        self.rest.next().map(std::mem::take).unwrap_or_default()
    }

    #[cold]
    pub(crate) fn blame(&self, error: Error) -> Error {
        error.about_argument(self.position)
    }
}

/// A parameter of a host function: anything that converts from a value, `Option` for one that may be left out, [`Rest`] for all that are left.
pub trait FromArg: Sized {
    /// Arguments it needs at least.
    const MIN: u16;
    /// Arguments it takes at most; `u16::MAX` for any number.
    const MAX: u16;

    /// Takes what it needs.
    #[doc(hidden)]
    fn from_args(args: &mut Given<'_>, scope: &mut Scope<'_>) -> Result<Self, Error>;
}

impl<T: FromValue> FromArg for T {
    const MIN: u16 = if T::OPTIONAL { 0 } else { 1 };
    const MAX: u16 = 1;

    #[inline]
    fn from_args(args: &mut Given<'_>, scope: &mut Scope<'_>) -> Result<Self, Error> {
        let value = args.next().unwrap_or_default();
        T::from_value(value, scope).map_err(|error| args.blame(error))
    }
}

/// All arguments from here on: the last parameter of a variadic host function.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rest<T>(pub Vec<T>);

impl<T: FromValue> FromArg for Rest<T> {
    const MIN: u16 = 0;
    const MAX: u16 = u16::MAX;

    fn from_args(args: &mut Given<'_>, scope: &mut Scope<'_>) -> Result<Self, Error> {
        let mut rest = Vec::with_capacity(args.rest.len());
        while let Some(value) = args.next() {
            rest.push(T::from_value(value, scope).map_err(|error| args.blame(error))?);
        }
        Ok(Rest(rest))
    }
}

/// The limits of a parameter list, from those of its parameters.
const fn limits(parameters: &[(u16, u16)]) -> (u16, u16) {
    let (mut min, mut max, mut i) = (0, 0u16, 0);
    while i < parameters.len() {
        // A required parameter behind an optional one makes both required.
        if parameters[i].0 > 0 {
            min = i as u16 + 1;
        }
        max = max.saturating_add(parameters[i].1);
        i += 1;
    }
    (min, max)
}
