//! Calls into the host, and its objects' members and elements.
//!
//! Invariant: a host function may run script code on this very machine, which can move the registers. So the running frame is parked before
//! the call, arguments are moved out of the registers, and the window is opened anew afterwards. A panic of the host ends here.

use super::Vm;
use super::ops_calls::{CallShape, bad_site};
use super::window::Window;
use oxbow_cc::Cc;
use oxbow_value::code::Site;
use oxbow_value::error::ErrorKind;
use oxbow_value::{
    Failure, HostFunction, HostObject, Raise, Result, Str, Value, check, names, panic_message,
};
use smallvec::SmallVec;
use std::any::Any;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Arguments of a call, in place when there are few.
pub(crate) type Arguments = SmallVec<[Value; 8]>;

impl Vm {
    /// Calls a host function whose arguments are in registers of the parked frame.
    #[inline(never)]
    pub(super) fn call_host(
        &mut self,
        mut w: Window,
        function: Cc<HostFunction>,
        call: CallShape,
    ) -> Result<()> {
        self.count()?;
        check_args(&function, call.argc.into(), call.hidden)?;
        // Arrays for few arguments: a vector's loops would cost more than the moves.
        match w.regs_mut(call.start, call.argc) {
            [] => self.invoke_into(&function, &mut [], call.dst),
            [a] => self.invoke_into(&function, &mut [take(a)], call.dst),
            [a, b] => self.invoke_into(&function, &mut [take(a), take(b)], call.dst),
            [a, b, c] => self.invoke_into(&function, &mut [take(a), take(b), take(c)], call.dst),
            more => {
                self.invoke_into(&function, &mut more.iter_mut().map(take).collect::<Arguments>(), call.dst)
            }
        }
    }

    /// Calls a host function and stores its result in a register of the parked frame.
    fn invoke_into(&mut self, function: &HostFunction, args: &mut [Value], dst: u16) -> Result<()> {
        let value = self.invoke(function, args)?;
        let mut w = self.top_window()?;
        w.give(dst, value);
        self.after_allocation(w)
    }

    /// Runs a host function. An error that it passes on from a script is kept for `thrown`.
    pub(super) fn invoke(&mut self, function: &HostFunction, args: &mut [Value]) -> Result<Value> {
        let body = &function.body;
        let outcome = catch_unwind(AssertUnwindSafe(|| body.call(self, args)));
        match outcome {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(Failure::Raise(raise))) => Err(raise),
            Ok(Err(Failure::Thrown(thrown))) => {
                self.passing = Some(thrown);
                Err(Raise::runtime("an error of a script passed the host"))
            }
            Err(panic) => Err(panicked(&function.name, &*panic)),
        }
    }

    /// `SetBuiltin`
    #[inline(never)]
    pub(super) fn set_builtin(&mut self, w: Window, index: u16, src: u16) -> Result<()> {
        self.park(w);
        let value = w.reg(src).clone();
        let Some((old, watcher)) = self.globals.assign(index, value.clone()) else {
            return Err(Raise::runtime("no such global"));
        };
        drop(old);
        match watcher {
            Some(Value::HostFn(watcher)) => self.invoke(&watcher, &mut [value]).map(drop),
            _ => Ok(()),
        }
    }

    /// `GetField` on a host object.
    #[inline(never)]
    pub(super) fn get_property(
        &mut self,
        w: Window,
        free: u8,
        dst: u16,
        object: u16,
        site: u16,
    ) -> Result<()> {
        self.park(w);
        let register = object;
        let (object, name) = host_and_name(&w, object, site)?;
        match object.class().getters.get(name) {
            Some(Value::HostFn(getter)) => {
                let getter = getter.clone();
                self.invoke_into(&getter, &mut [Value::Host(object)], dst)?;
                self.current().free(free, register);
                Ok(())
            }
            _ => Err(no_property(&object, name, "member")),
        }
    }

    /// `GetIndex` on a host object.
    #[inline(never)]
    pub(super) fn index_host(
        &mut self,
        w: Window,
        free: u8,
        dst: u16,
        object: u16,
        index: u16,
    ) -> Result<()> {
        self.park(w);
        let Value::Host(target) = w.reg(object) else { return Err(bad_site()) };
        let hook = hook(&target.class().index, w.reg(object), "cannot be indexed")?;
        let value = self.invoke(&hook, &mut [w.reg(object).clone(), w.reg(index).clone()])?;
        let mut w = self.top_window()?;
        w.free(free & 1, object);
        w.free(free & 2, index);
        w.set(dst, value);
        self.after_allocation(w)
    }

    /// `SetIndex` on a host object.
    #[inline(never)]
    pub(super) fn set_index_of_host(
        &mut self,
        w: Window,
        free: u8,
        object: u16,
        index: u16,
        src: u16,
    ) -> Result<()> {
        self.park(w);
        let Value::Host(target) = w.reg(object) else { return Err(bad_site()) };
        let hook = hook(&target.class().set_index, w.reg(object), "has no elements to assign to")?;
        let args = [object, index, src].map(|register| w.reg(register).clone());
        self.invoke(&hook, &mut { args })?;
        let mut w = self.top_window()?;
        w.free(free & 1, object);
        w.free(free & 2, index);
        w.free(free & 4, src);
        self.after_allocation(w)
    }

    /// `IterBegin` on a host object: what its hook gives is iterated.
    #[inline(never)]
    pub(super) fn iterate_host(&mut self, w: Window, pairs: bool, base: u16) -> Result<()> {
        self.park(w);
        let Value::Host(target) = w.reg(base) else { return Err(bad_site()) };
        let hook = hook(&target.class().iterate, w.reg(base), "cannot be iterated over")?;
        let value = self.invoke(&hook, &mut [w.reg(base).clone()])?;
        let mut w = self.top_window()?;
        w.set(base, value);
        self.iter_begin(w, pairs, base)
    }

    /// `In` and `NotIn` on a host object.
    #[inline(never)]
    pub(super) fn contained_in_host(
        &mut self,
        w: Window,
        dst: u16,
        item: u16,
        object: u16,
        wanted: bool,
    ) -> Result<()> {
        self.park(w);
        let Value::Host(target) = w.reg(object) else { return Err(bad_site()) };
        let hook = hook(&target.class().contains, w.reg(object), "cannot be searched by operator 'in'")?;
        let found = self.invoke(&hook, &mut [w.reg(object).clone(), w.reg(item).clone()])?.truthy();
        let mut w = self.top_window()?;
        w.set_bool(dst, found == wanted);
        self.after_allocation(w)
    }

    /// `SetField` on a host object.
    #[inline(never)]
    pub(super) fn set_property(
        &mut self,
        w: Window,
        free: u8,
        object: u16,
        src: u16,
        site: u16,
    ) -> Result<()> {
        self.park(w);
        let register = object;
        let (object, name) = host_and_name(&w, object, site)?;
        match object.class().setters.get(name) {
            Some(Value::HostFn(setter)) => {
                let setter = setter.clone();
                self.invoke(&setter, &mut [Value::Host(object), w.reg(src).clone()])?;
                let mut w = self.current();
                w.free(free & 1, register);
                w.free(free & 2, src);
                Ok(())
            }
            _ => Err(no_property(&object, name, "writable member")),
        }
    }
}

fn take(register: &mut Value) -> Value {
    mem::replace(register, Value::Unset)
}

/// A hook of the class of a host object.
fn hook(hook: &Option<Value>, object: &Value, lack: &str) -> Result<Cc<HostFunction>> {
    match hook {
        Some(Value::HostFn(hook)) => Ok(hook.clone()),
        _ => Err(Raise::type_error(format_args!("{} {lack}", object.type_name()))),
    }
}

/// The host object in a register and the name at a site.
fn host_and_name(w: &Window, object: u16, site: u16) -> Result<(Cc<HostObject>, &Str)> {
    match (w.reg(object), w.site(site)) {
        (Value::Host(object), Site::Field(cache)) => Ok((object.clone(), &cache.name)),
        _ => Err(bad_site()),
    }
}

/// Checks the number of arguments.
pub(super) fn check_args(function: &HostFunction, argc: usize, hidden: u16) -> Result<()> {
    let max = if function.max_args == u16::MAX { usize::MAX } else { function.max_args.into() };
    if (usize::from(function.min_args)..=max).contains(&argc) {
        return Ok(());
    }
    let count = |n: usize| if n == usize::MAX { n } else { n.saturating_sub(hidden.into()) };
    check::arity(function.name.as_str(), count(function.min_args.into()), count(max), count(argc))
}

/// The method of a host object, for a call.
pub(super) fn host_method(object: &Cc<HostObject>, name: &Str) -> Result<Value> {
    object.method(name).cloned().ok_or_else(|| {
        let class = object.class();
        let raise = Raise::type_error(format_args!("{} has no method '{name}'", class.name));
        hinted(raise, names::did_you_mean(name, class.methods.keys()))
    })
}

#[cold]
fn no_property(object: &HostObject, name: &Str, what: &str) -> Box<Raise> {
    let class = object.class();
    let raise = Raise::type_error(format_args!("{} has no {what} '{name}'", class.name));
    if class.methods.contains_key(name) {
        return raise.with_hint(format!("'{name}' is a method: write .{name}()"));
    }
    hinted(raise, names::did_you_mean(name, class.getters.keys()))
}

fn hinted(mut raise: Box<Raise>, hint: Option<String>) -> Box<Raise> {
    raise.hint = hint;
    raise
}

/// The error that a panic of the host becomes.
#[cold]
fn panicked(name: &str, panic: &(dyn Any + Send)) -> Box<Raise> {
    let text = panic_message(panic);
    Raise::new(ErrorKind::RuntimeError, format!("Runtime error: host function '{name}' panicked: {text}"))
}
