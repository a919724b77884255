//! Rust closures as functions that scripts can call.
//!
//! Invariant: a closure's captures are not traced, so values among them count as held from outside; what is to be part of a cycle goes into the
//! traced `state` of a function made with it.

use super::args::{FromArg, Given, Parameters};
use super::convert::IntoValue;
use super::error::Error;
use super::scope::Scope;
use crate::vm::Vm;
use oxbow_cc::{Heap, Trace};
use oxbow_value::{Failure, HostBody, HostFunction, Str, Value};
use std::any::Any;
use std::marker::PhantomData;

/// What a host function may return: anything that converts to a value, or a `Result` of it with any error that converts to a boxed one
/// (`String` and `&str` among them).
pub trait IntoResult {
    /// The value, or the error that the script sees.
    #[doc(hidden)]
    fn into_result(self, scope: &mut Scope<'_>) -> Result<Value, Error>;
}

impl<T: IntoValue> IntoResult for T {
    #[inline]
    fn into_result(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        self.into_value(scope)
    }
}

impl<T: IntoValue, E: Into<Box<dyn std::error::Error + Send + Sync>>> IntoResult for Result<T, E> {
    #[inline]
    fn into_result(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        match self {
            Ok(value) => value.into_value(scope),
            Err(error) => Err(Error::from_host(error.into())),
        }
    }
}

/// A closure of up to eight parameters (see [`FromArg`]) that a script can call. With a [`Scope`] as first parameter it can use the
/// engine that calls it. `M` tells the forms apart and is always inferred.
pub trait HostFn<M>: 'static {
    /// Least and greatest number of arguments.
    #[doc(hidden)]
    const LIMITS: (u16, u16);

    #[doc(hidden)]
    fn invoke(&self, scope: &mut Scope<'_>, args: &mut Given<'_>) -> Result<Value, Error>;
}

/// A closure with a traced state as first parameter; otherwise like [`HostFn`]. Also the form of methods: the state is the receiver.
pub trait HostMethod<S: ?Sized, M>: 'static {
    /// Least and greatest number of arguments, the state not counted.
    #[doc(hidden)]
    const LIMITS: (u16, u16);

    #[doc(hidden)]
    fn invoke(&self, state: &S, scope: &mut Scope<'_>, args: &mut Given<'_>) -> Result<Value, Error>;
}

/// Like [`HostMethod`], for methods that change their receiver.
pub trait HostMethodMut<S: ?Sized, M>: 'static {
    /// Least and greatest number of arguments, the receiver not counted.
    #[doc(hidden)]
    const LIMITS: (u16, u16);

    #[doc(hidden)]
    fn invoke(&self, state: &mut S, scope: &mut Scope<'_>, args: &mut Given<'_>) -> Result<Value, Error>;
}

/// Marks closures without scope parameter.
pub struct Plain<A>(PhantomData<A>);
/// Marks closures whose first parameter (behind the state) is the scope.
pub struct Scoped<A>(PhantomData<A>);

macro_rules! host_fns {
    ($($($name:ident)*;)*) => {$(
        impl<Fun, Out, $($name,)*> HostFn<Plain<($($name,)*)>> for Fun
        where
            Fun: Fn($($name),*) -> Out + 'static,
            Out: IntoResult,
            $($name: FromArg,)*
        {
            const LIMITS: (u16, u16) = <($($name,)*)>::LIMITS;

            #[inline]
            #[allow(non_snake_case, reason = "one macro for all lengths")]
            fn invoke(&self, scope: &mut Scope<'_>, args: &mut Given<'_>) -> Result<Value, Error> {
                let ($($name,)*) = Parameters::take(args, scope)?;
                self($($name),*).into_result(scope)
            }
        }

        impl<Fun, Out, $($name,)*> HostFn<Scoped<($($name,)*)>> for Fun
        where
            Fun: Fn(&mut Scope<'_>, $($name),*) -> Out + 'static,
            Out: IntoResult,
            $($name: FromArg,)*
        {
            const LIMITS: (u16, u16) = <($($name,)*)>::LIMITS;

            #[inline]
            #[allow(non_snake_case, reason = "one macro for all lengths")]
            fn invoke(&self, scope: &mut Scope<'_>, args: &mut Given<'_>) -> Result<Value, Error> {
                let ($($name,)*) = Parameters::take(args, scope)?;
                self(scope, $($name),*).into_result(scope)
            }
        }

        host_fns! { method HostMethod { & } $($name)* }
        host_fns! { method HostMethodMut { &mut } $($name)* }
    )*};

    (method $trait:ident { $($ref:tt)* } $($name:ident)*) => {
        impl<Fun, State, Out, $($name,)*> $trait<State, Plain<($($name,)*)>> for Fun
        where
            State: ?Sized,
            Fun: Fn($($ref)* State, $($name),*) -> Out + 'static,
            Out: IntoResult,
            $($name: FromArg,)*
        {
            const LIMITS: (u16, u16) = <($($name,)*)>::LIMITS;

            #[inline]
            #[allow(non_snake_case, reason = "one macro for all lengths")]
            fn invoke(&self, state: $($ref)* State, scope: &mut Scope<'_>, args: &mut Given<'_>) -> Result<Value, Error> {
                let ($($name,)*) = Parameters::take(args, scope)?;
                self(state, $($name),*).into_result(scope)
            }
        }

        impl<Fun, State, Out, $($name,)*> $trait<State, Scoped<($($name,)*)>> for Fun
        where
            State: ?Sized,
            Fun: Fn($($ref)* State, &mut Scope<'_>, $($name),*) -> Out + 'static,
            Out: IntoResult,
            $($name: FromArg,)*
        {
            const LIMITS: (u16, u16) = <($($name,)*)>::LIMITS;

            #[inline]
            #[allow(non_snake_case, reason = "one macro for all lengths")]
            fn invoke(&self, state: $($ref)* State, scope: &mut Scope<'_>, args: &mut Given<'_>) -> Result<Value, Error> {
                let ($($name,)*) = Parameters::take(args, scope)?;
                self(state, scope, $($name),*).into_result(scope)
            }
        }
    };
}

host_fns! {
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

/// What runs when a script calls a host function; made of the typed closure.
pub(super) type Work<S> = Box<dyn Fn(&S, &mut Scope<'_>, &mut Given<'_>) -> Result<Value, Error>>;

/// A function value with a traced state.
pub(super) fn stateful<S: Trace>(
    heap: &Heap,
    name: &str,
    limits: (u16, u16),
    state: S,
    work: Work<S>,
) -> Value {
    #[derive(Trace)]
    struct Body<S> {
        state: S,
        #[trace(skip)]
        work: Work<S>,
    }

    impl<S: Trace> HostBody for Body<S> {
        fn call(&self, machine: &mut dyn Any, args: &mut [Value]) -> Result<Value, Failure> {
            enter(machine, |scope| (self.work)(&self.state, scope, &mut Given::new(args)))
        }
    }
    function(heap, name, limits, Box::new(Body { state, work }))
}

/// A function value without state.
pub(super) fn stateless<F: HostFn<M>, M: 'static>(heap: &Heap, name: &str, work: F) -> Value {
    #[derive(Trace)]
    #[trace(acyclic)]
    struct Body<F, M>(#[trace(skip)] F, #[trace(skip)] PhantomData<M>);

    impl<F: HostFn<M>, M: 'static> HostBody for Body<F, M> {
        fn call(&self, machine: &mut dyn Any, args: &mut [Value]) -> Result<Value, Failure> {
            enter(machine, |scope| self.0.invoke(scope, &mut Given::new(args)))
        }
    }
    function(heap, name, F::LIMITS, Box::new(Body(work, PhantomData)))
}

fn function(heap: &Heap, name: &str, (min_args, max_args): (u16, u16), body: Box<dyn HostBody>) -> Value {
    let name = Str::constant(name);
    Value::HostFn(heap.alloc(HostFunction { name, min_args, max_args, body }))
}

/// Gives the scope of the calling machine to `work`.
#[inline]
pub(super) fn enter(
    machine: &mut dyn Any,
    work: impl FnOnce(&mut Scope<'_>) -> Result<Value, Error>,
) -> Result<Value, Failure> {
    let Some(vm) = machine.downcast_mut::<Vm>() else {
        return Err(Failure::Raise(oxbow_value::Raise::runtime("called by an unknown machine")));
    };
    work(&mut Scope { vm }).map_err(|error| error.into_failure(&vm.roots))
}
