//! Functions of a script that the host keeps and calls.
//!
//! Invariant: a function is a handle whose value is callable.

use super::args::IntoArgs;
use super::convert::FromValue;
use super::error::Error;
use super::handle::Handle;
use super::scope::Scope;
use oxbow_value::Value;

/// A callable value of a script (or of the library), kept by the host: see [`Handle`].
#[derive(Clone, Debug)]
pub struct Function {
    handle: Handle,
}

impl Function {
    /// The function that a handle holds.
    ///
    /// # Errors
    /// It holds something else, or its engine has gone.
    pub fn from_handle(handle: Handle) -> Result<Self, Error> {
        match handle.value()? {
            value if value.is_callable() => Ok(Function { handle }),
            other => {
                Err(Error::type_error(format_args!("expected a function, but got {}", other.type_name())))
            }
        }
    }

    /// Its handle.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Calls it; `host` is the engine, or the scope of a host function.
    ///
    /// # Errors
    /// What it throws, a result that is no `R`, an engine that is not its own.
    pub fn call<'h, R: FromValue>(
        &self,
        host: impl Into<Scope<'h>>,
        args: impl IntoArgs,
    ) -> Result<R, Error> {
        let mut scope = host.into();
        let value = scope.call(self, args)?;
        scope.get(value)
    }
}

/// What can be called: a [`Function`], a [`Handle`], or a plain [`Value`] of the same engine.
pub trait Callee {
    /// The callable value.
    #[doc(hidden)]
    fn callee(&self, scope: &Scope<'_>) -> Result<Value, Error>;
}

impl Callee for Function {
    fn callee(&self, scope: &Scope<'_>) -> Result<Value, Error> {
        self.handle.callee(scope)
    }
}

impl Callee for Handle {
    fn callee(&self, scope: &Scope<'_>) -> Result<Value, Error> {
        self.value_in(&scope.vm.roots)
    }
}

impl Callee for Value {
    fn callee(&self, scope: &Scope<'_>) -> Result<Value, Error> {
        scope.check_owner(self)?;
        Ok(self.clone())
    }
}
