//! Members and elements of script values, as `value.name` and `value[key]` mean them in a script.
//!
//! Invariant: a host fills containers here or by calls only, so that nothing of another engine gets into them.

use super::convert::IntoValue;
use super::error::Error;
use super::scope::Scope;
use oxbow_cc::Cc;
use oxbow_value::{HostClass, HostFunction, HostObject, Str, StrKey, Value, index};

/// Members and elements of values.
impl Scope<'_> {
    /// `object.name`: a field of an instance, an entry of a dict, a member of a module, a property of a host object.
    ///
    /// # Errors
    /// There is none of this name, what the property fails with, or the value belongs to another engine.
    pub fn get_field(&mut self, object: &Value, name: &str) -> Result<Value, Error> {
        self.check_owner(object)?;
        match object {
            Value::Host(host) => {
                let getter = host.class().getters.get(&StrKey::new(name)).cloned();
                let getter = getter.ok_or_else(|| lacking(host, &format!("member '{name}'")))?;
                self.invoke(getter, &mut [object.clone()])
            }
            object => self.vm.member(object, &Str::constant(name)).map_err(|raise| Error::from_raise(*raise)),
        }
    }

    /// `object.name = value`, on an instance or a host object.
    ///
    /// # Errors
    /// There is no such field or property, what the property fails with, or one of the values belongs to another engine.
    pub fn set_field(&mut self, object: &Value, name: &str, value: impl IntoValue) -> Result<(), Error> {
        self.check_owner(object)?;
        let value = self.value(value)?;
        match object {
            Value::Host(host) => {
                let setter = host.class().setters.get(&StrKey::new(name)).cloned();
                let setter = setter.ok_or_else(|| lacking(host, &format!("writable member '{name}'")))?;
                self.invoke(setter, &mut [object.clone(), value]).map(drop)
            }
            object => self
                .vm
                .set_member(object, &Str::constant(name), value)
                .map_err(|raise| Error::from_raise(*raise)),
        }
    }

    /// `object[key]`, on a list, dict, range or host object.
    ///
    /// # Errors
    /// There is no such element, what the hook of the host object fails with, or one of the values belongs to another engine.
    pub fn get_index(&mut self, object: &Value, key: impl IntoValue) -> Result<Value, Error> {
        self.check_owner(object)?;
        let key = self.value(key)?;
        match object {
            Value::Host(host) => {
                let hook = hook(host, |class| &class.index, "element to read")?;
                self.invoke(Value::HostFn(hook), &mut [object.clone(), key])
            }
            object => index::get(object, &key).map_err(|raise| Error::from_raise(*raise)),
        }
    }

    /// `object[key] = value`, on a list (the element must exist), dict or host object. What makes a list longer are its methods:
    /// `scope.call_method(&list, "push", (value,))`.
    ///
    /// # Errors
    /// There is no such element, what the hook of the host object fails with, or one of the values belongs to another engine.
    pub fn set_index(
        &mut self,
        object: &Value,
        key: impl IntoValue,
        value: impl IntoValue,
    ) -> Result<(), Error> {
        self.check_owner(object)?;
        let (key, value) = (self.value(key)?, self.value(value)?);
        match object {
            Value::Host(host) => {
                let hook = hook(host, |class| &class.set_index, "element to assign to")?;
                self.invoke(Value::HostFn(hook), &mut [object.clone(), key, value]).map(drop)
            }
            object => index::set(self.heap(), object, &key, value).map_err(|raise| Error::from_raise(*raise)),
        }
    }
}

/// Members and elements of values: see [`Scope`].
impl super::Engine {
    /// `object.name`: see [`Scope::get_field`].
    ///
    /// # Errors
    /// Those of [`Scope::get_field`].
    pub fn get_field(&mut self, object: &Value, name: &str) -> Result<Value, Error> {
        self.scope().get_field(object, name)
    }

    /// `object.name = value`: see [`Scope::set_field`].
    ///
    /// # Errors
    /// Those of [`Scope::set_field`].
    pub fn set_field(&mut self, object: &Value, name: &str, value: impl IntoValue) -> Result<(), Error> {
        self.scope().set_field(object, name, value)
    }

    /// `object[key]`: see [`Scope::get_index`].
    ///
    /// # Errors
    /// Those of [`Scope::get_index`].
    pub fn get_index(&mut self, object: &Value, key: impl IntoValue) -> Result<Value, Error> {
        self.scope().get_index(object, key)
    }

    /// `object[key] = value`: see [`Scope::set_index`].
    ///
    /// # Errors
    /// Those of [`Scope::set_index`].
    pub fn set_index(
        &mut self,
        object: &Value,
        key: impl IntoValue,
        value: impl IntoValue,
    ) -> Result<(), Error> {
        self.scope().set_index(object, key, value)
    }
}

fn hook(
    host: &HostObject,
    which: impl FnOnce(&HostClass) -> &Option<Value>,
    lack: &str,
) -> Result<Cc<HostFunction>, Error> {
    match which(host.class()) {
        Some(Value::HostFn(hook)) => Ok(hook.clone()),
        _ => Err(lacking(host, lack)),
    }
}

#[cold]
fn lacking(host: &HostObject, what: &str) -> Error {
    Error::type_error(format_args!("{} has no {what}", host.class().name))
}
