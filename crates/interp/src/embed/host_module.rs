//! Modules of the host.
//!
//! Invariant: a module is complete before scripts can see it, and then does not change.

use super::convert::IntoValue;
use super::error::Error;
use super::host_fn::{HostFn, stateless};
use super::scope::Scope;
use oxbow_value::{Module, Str, Value};

/// A module under construction: see [`Engine::register_module`](super::Engine::register_module).
pub struct HostModule<'a> {
    scope: Scope<'a>,
    name: Str,
    members: Vec<(Str, Value)>,
    error: Option<Error>,
}

impl<'a> HostModule<'a> {
    pub(super) fn new(scope: Scope<'a>, name: &str) -> Self {
        HostModule { scope, name: Str::constant(name), members: Vec::new(), error: None }
    }

    /// Adds a function, as [`Engine::register_fn`](super::Engine::register_fn) takes it.
    pub fn function<F: HostFn<M>, M: 'static>(&mut self, name: &str, work: F) -> &mut Self {
        let full_name = format!("{}.{name}", self.name);
        let function = stateless(self.scope.heap(), &full_name, work);
        self.members.push((Str::constant(name), function));
        self
    }

    /// Adds a value. One that cannot be converted makes the registration fail.
    pub fn value(&mut self, name: &str, value: impl IntoValue) -> &mut Self {
        match self.scope.value(value) {
            Ok(value) => self.members.push((Str::constant(name), value)),
            Err(error) => self.error = self.error.take().or(Some(error)),
        }
        self
    }

    pub(super) fn finish(self) -> Result<(), Error> {
        let HostModule { scope, name, members, error } = self;
        if let Some(error) = error {
            return Err(error);
        }
        let module = Value::Module(scope.heap().alloc(Module::standard(name.clone(), members)));
        scope.vm.globals.set_module(name, module).map_err(|raise| Error::from_raise(*raise))
    }
}
