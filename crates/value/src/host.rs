//! Functions and objects of the host program, as values.
//!
//! Invariants: what a host function or object holds takes part in tracing, so cycles through the host are collected. Hooks of the host
//! that run inside operations on values (text form, equality, length) cannot raise; a panic in them becomes an error, one in an object's destructor goes
//! no further.

use crate::error::{Raise, Result, Thrown};
use crate::{Str, StrKey, StrMap, Value};
use oxbow_cc::{Cc, Trace};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a host function does.
pub trait HostBody: Trace {
    /// Runs it. `machine` is the one that calls; arguments may be taken out of the slice. It may run script code on the machine.
    ///
    /// # Errors
    /// What the script sees raised.
    fn call(&self, machine: &mut dyn Any, args: &mut [Value]) -> std::result::Result<Value, Failure>;
}

/// How a host function fails.
pub enum Failure {
    /// With an error of its own; the machine adds the place.
    Raise(Box<Raise>),
    /// By passing on an error that a script raised below it.
    Thrown(Box<Thrown>),
}

impl From<Box<Raise>> for Failure {
    fn from(raise: Box<Raise>) -> Failure {
        Failure::Raise(raise)
    }
}

/// The text that a panic of the host came with.
pub fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

/// A function of the host as a value.
#[derive(Trace)]
#[trace(label = "host function")]
pub struct HostFunction {
    /// Name as printed and used in messages.
    #[trace(skip)]
    pub name: Str,
    /// Least number of arguments, the receiver of a method included.
    pub min_args: u16,
    /// Greatest number of arguments; `u16::MAX` for any number.
    pub max_args: u16,
    /// What it does.
    pub body: Box<dyn HostBody>,
}

/// The content of a host object.
pub trait HostData: Trace {
    /// The host's own value.
    fn as_any(&self) -> &dyn Any;
}

/// Text form of a host object's content.
pub type TextHook = Box<dyn Fn(&dyn Any) -> String>;
/// Equality of two contents of one class.
pub type EqualHook = Box<dyn Fn(&dyn Any, &dyn Any) -> bool>;
/// Number of elements of a host object's content; `None` while one of its methods changes it.
pub type LengthHook = Box<dyn Fn(&dyn Any) -> Option<usize>>;

/// What the host objects of one type have in common.
#[derive(Trace)]
#[trace(label = "host class")]
pub struct HostClass {
    /// Name, as `typeof` gives it.
    #[trace(skip)]
    pub name: Str,
    /// Methods: callables that take the receiver first.
    pub methods: StrMap<Value>,
    /// Readable properties: callables that take the receiver.
    pub getters: StrMap<Value>,
    /// Writable properties: callables that take the receiver and the value.
    pub setters: StrMap<Value>,
    /// `object[key]`: a callable that takes the receiver and the key.
    pub index: Option<Value>,
    /// `object[key] = value`: a callable that takes the receiver, the key and the value.
    pub set_index: Option<Value>,
    /// `for x in object`: a callable that takes the receiver and gives something to iterate over.
    pub iterate: Option<Value>,
    /// `x in object`: a callable that takes the receiver and the value.
    pub contains: Option<Value>,
    /// `len(object)`.
    #[trace(skip)]
    pub length: Option<LengthHook>,
    /// Text form; by default `<Name>`.
    #[trace(skip)]
    pub text: Option<TextHook>,
    /// Equality; by default identity.
    #[trace(skip)]
    pub equal: Option<EqualHook>,
}

impl HostClass {
    /// A class without members.
    pub fn new(name: Str) -> Self {
        let (methods, getters, setters) = Default::default();
        let (index, set_index, iterate, contains) = Default::default();
        let (length, text, equal) = Default::default();
        HostClass {
            name,
            methods,
            getters,
            setters,
            index,
            set_index,
            iterate,
            contains,
            length,
            text,
            equal,
        }
    }
}

/// An object of the host as a value, shared by reference.
#[derive(Trace)]
#[trace(label_with = HostObject::label)]
pub struct HostObject {
    class: Cc<HostClass>,
    /// `None` only while the object dies.
    data: Option<Box<dyn HostData>>,
}

impl HostObject {
    /// An object of `class`.
    pub fn new(class: Cc<HostClass>, data: Box<dyn HostData>) -> Self {
        HostObject { class, data: Some(data) }
    }

    /// Its class.
    pub fn class(&self) -> &Cc<HostClass> {
        &self.class
    }

    /// The host's own value.
    pub fn data(&self) -> Option<&dyn Any> {
        self.data.as_ref().map(|data| data.as_any())
    }

    /// Its text form.
    ///
    /// # Errors
    /// The hook of its class panicked.
    pub fn text(&self) -> Result<String> {
        let (Some(hook), Some(data)) = (&self.class.text, self.data()) else { return Ok(self.plain_text()) };
        catch_unwind(AssertUnwindSafe(|| hook(data))).map_err(|panic| self.panicked("text", &*panic))
    }

    /// The text form of objects whose class has no hook for it.
    pub fn plain_text(&self) -> String {
        format!("<{}>", self.class.name)
    }

    /// Whether two objects are equal: the same object, or equal by the hook of their common class.
    ///
    /// # Errors
    /// The hook panicked.
    pub fn equal(a: &Cc<HostObject>, b: &Cc<HostObject>) -> Result<bool> {
        if Cc::ptr_eq(a, b) {
            return Ok(true);
        }
        let same_class = Cc::ptr_eq(&a.class, &b.class);
        let (Some(hook), true, Some(x), Some(y)) = (&a.class.equal, same_class, a.data(), b.data()) else {
            return Ok(false);
        };
        catch_unwind(AssertUnwindSafe(|| hook(x, y))).map_err(|panic| a.panicked("equality", &*panic))
    }

    /// Its number of elements, if its class has a hook for it.
    ///
    /// # Errors
    /// The hook panicked, or a method that changes the object is under way.
    pub fn length(&self) -> Result<Option<usize>> {
        let (Some(hook), Some(data)) = (&self.class.length, self.data()) else { return Ok(None) };
        match catch_unwind(AssertUnwindSafe(|| hook(data))) {
            Ok(Some(length)) => Ok(Some(length)),
            Ok(None) => Err(Raise::runtime(self.in_use())),
            Err(panic) => Err(self.panicked("length", &*panic)),
        }
    }

    /// Says that a method that changes the object is under way.
    pub fn in_use(&self) -> String {
        format!("the {} is in use by one of its own methods", self.class.name)
    }

    #[cold]
    fn panicked(&self, hook: &str, panic: &(dyn Any + Send)) -> Box<Raise> {
        let message = panic_message(panic);
        Raise::runtime(format_args!("the {hook} hook of host type '{}' panicked: {message}", self.class.name))
    }

    /// The method or, for `member` without call, whatever can be called with that name.
    pub fn method(&self, name: &str) -> Option<&Value> {
        self.class.methods.get(&StrKey::new(name))
    }

    fn label(&self) -> std::borrow::Cow<'static, str> {
        self.class.name.to_string().into()
    }
}

impl Drop for HostObject {
    /// The host's destructor may panic, but an object can die in the middle of any instruction.
    fn drop(&mut self) {
        let data = self.data.take();
        let _ = catch_unwind(AssertUnwindSafe(|| drop(data)));
    }
}
