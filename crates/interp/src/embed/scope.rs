//! The engine as a host function sees it while a script runs.
//!
//! Invariant: everything that takes a value from the host checks that it belongs to this engine.

use super::args::IntoArgs;
use super::convert::{FromValue, IntoValue, expected};
use super::error::Error;
use super::function::{Callee, Function};
use super::handle::Handle;
use super::host_fn::{HostFn, HostMethod, Work, stateful, stateless};
use crate::vm::Vm;
use oxbow_cc::{Cc, Heap, Trace};
use oxbow_value::{Str, Value};

/// What a host function can do with the engine that calls it; `&mut Engine` converts into one.
pub struct Scope<'a> {
    pub(crate) vm: &'a mut Vm,
}

impl Scope<'_> {
    /// The heap that values of this engine live in. Not for hosts, which make values by conversion: nothing foreign gets into these.
    pub(crate) fn heap(&self) -> &Heap {
        &self.vm.ctx.heap
    }

    /// Converts a host value.
    ///
    /// # Errors
    /// It cannot be represented (an integer beyond 64 bits, a value of another engine).
    pub fn value(&mut self, host: impl IntoValue) -> Result<Value, Error> {
        host.into_value(self)
    }

    /// Converts a value to a host type.
    ///
    /// # Errors
    /// It has another kind or is out of range.
    pub fn get<T: FromValue>(&mut self, value: Value) -> Result<T, Error> {
        T::from_value(value, self)
    }

    /// Roots a value: it lives as long as the handle and the engine do.
    ///
    /// # Errors
    /// The value belongs to another engine.
    pub fn handle(&self, value: Value) -> Result<Handle, Error> {
        self.check_owner(&value)?;
        Ok(Handle::new(&self.vm.roots, value))
    }

    /// Roots a callable value.
    ///
    /// # Errors
    /// It is not callable, or belongs to another engine.
    pub fn function(&self, value: Value) -> Result<Function, Error> {
        Function::from_handle(self.handle(value)?)
    }

    /// Calls a function of the script.
    ///
    /// # Errors
    /// What it throws and does not catch.
    #[inline]
    pub fn call(&mut self, callee: &(impl Callee + ?Sized), args: impl IntoArgs) -> Result<Value, Error> {
        let callee = callee.callee(self)?;
        args.call(self, callee)
    }

    /// Calls a method of a value by name, as `receiver.name(args)` does in a script.
    ///
    /// # Errors
    /// There is no such method, or what it throws.
    pub fn call_method(&mut self, receiver: &Value, name: &str, args: impl IntoArgs) -> Result<Value, Error> {
        self.check_owner(receiver)?;
        let (method, bound) =
            self.vm.find_method(receiver, name).map_err(|raise| Error::from_raise(*raise))?;
        if bound { args.call_with(self, method, receiver.clone()) } else { args.call(self, method) }
    }

    /// The value that a script threw, of an error that came of this engine. It is kept as long as the error lives.
    pub fn thrown(&self, error: &Error) -> Option<Value> {
        error.thrown_in(&self.vm.roots)
    }

    /// A function value that is not bound to a name.
    pub fn new_function<F: HostFn<M>, M: 'static>(&mut self, name: &str, work: F) -> Value {
        stateless(self.heap(), name, work)
    }

    /// A function value with a traced state: see [`Engine::new_function_with`](super::Engine::new_function_with).
    pub fn new_function_with<S, F, M>(&mut self, name: &str, state: S, work: F) -> Value
    where
        S: Trace,
        F: HostMethod<S, M>,
        M: 'static,
    {
        let run: Work<S> = Box::new(move |state, scope, args| work.invoke(state, scope, args));
        stateful(self.heap(), name, F::LIMITS, state, run)
    }

    /// Runs a generator up to its next value; `None` when it has ended.
    ///
    /// # Errors
    /// What its body throws, or the value is no generator.
    pub fn next(&mut self, generator: &Value) -> Result<Option<Value>, Error> {
        self.check_owner(generator)?;
        let Value::Generator(generator) = generator else { return Err(expected("generator", generator)) };
        match self.vm.step(generator) {
            Ok(value) => Ok(value),
            Err(thrown) => Err(Error::from_thrown(*thrown, &self.vm.roots)),
        }
    }

    /// The value of a global: one that the host set, or a function of the library.
    pub fn get_global(&self, name: &str) -> Option<Value> {
        self.vm.globals.get(name).cloned()
    }

    /// Sets a global variable. Scripts compiled from now on can read and assign it; those compiled since it was first set see the new value.
    ///
    /// # Errors
    /// The value cannot be converted, or the engine has 16,384 globals.
    pub fn set_global(&mut self, name: &str, value: impl IntoValue) -> Result<(), Error> {
        let value = self.value(value)?;
        self.vm.globals.set(Str::constant(name), value, true).map_err(|raise| Error::from_raise(*raise))
    }

    /// Refuses objects of another engine, and what no script can hold. Scalars, strings and the library belong to all engines of a thread.
    pub(crate) fn check_owner(&self, value: &Value) -> Result<(), Error> {
        let heap = match value {
            Value::List(object) => Cc::heap(object),
            Value::Dict(object) => Cc::heap(object),
            Value::Instance(object) => Cc::heap(object),
            Value::Closure(object) => Cc::heap(object),
            Value::HostFn(object) => Cc::heap(object),
            Value::Host(object) => Cc::heap(object),
            Value::Generator(object) => Cc::heap(object),
            Value::Module(object) => Cc::heap(object),
            Value::Weak(object) => Cc::heap(object),
            Value::Unset | Value::Variable(_) | Value::Thrown(_) => return Err(no_value()),
            _ => return Ok(()),
        };
        let is_ours = heap == self.vm.ctx.heap || self.vm.globals.library.heap.as_ref() == Some(&heap);
        if is_ours { Ok(()) } else { Err(Error::other_engine()) }
    }

    #[inline]
    pub(crate) fn invoke(&mut self, callee: Value, args: &mut [Value]) -> Result<Value, Error> {
        match self.vm.call(callee, args) {
            Ok(value) => Ok(value),
            Err(thrown) => Err(Error::from_thrown(*thrown, &self.vm.roots)),
        }
    }
}

#[cold]
fn no_value() -> Error {
    Error::type_error("this is no value that a script can hold")
}

impl<'a> From<&'a mut super::Engine> for Scope<'a> {
    fn from(engine: &'a mut super::Engine) -> Scope<'a> {
        engine.scope()
    }
}

impl<'a> From<&'a mut Scope<'_>> for Scope<'a> {
    fn from(scope: &'a mut Scope<'_>) -> Scope<'a> {
        Scope { vm: scope.vm }
    }
}
