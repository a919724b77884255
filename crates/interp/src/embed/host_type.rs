//! Types of the host as types of the language.
//!
//! Invariant: the host's value lies in a `RefCell`: a method that changes its receiver excludes all others while it runs (they raise), and a
//! collection in the meantime takes what the value holds for reachable.

use super::args::Given;
use super::convert::{FromValue, IntoValue, expected};
use super::error::Error;
use super::host_fn::{HostFn, HostMethod, HostMethodMut, Work, stateful, stateless};
use super::scope::Scope;
use crate::vm::Class;
use oxbow_cc::{Cc, Heap, Trace};
use oxbow_value::{HostClass, HostData, HostObject, Raise, Str, Value};
use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::marker::PhantomData;

/// A type under construction: see [`Engine::register_type`](super::Engine::register_type).
pub struct TypeBuilder<T> {
    heap: Heap,
    class: HostClass,
    constructor: Option<Value>,
    wrap: Wrap<T>,
}

/// How an object of the type is made of its value.
type Wrap<T> = fn(T) -> Box<dyn HostData>;

impl<T: 'static> TypeBuilder<T> {
    pub(super) fn new(heap: &Heap, name: &str, _: PhantomData<T>) -> Self {
        let class = HostClass::new(Str::constant(name));
        TypeBuilder {
            heap: heap.clone(),
            class,
            constructor: None,
            wrap: |value| Box::new(Untraced(RefCell::new(value))),
        }
    }

    /// What `Name(..)` in a script does; the closure returns `New(value)`, or a `Result` of it.
    pub fn constructor<F: HostFn<M>, M: 'static>(&mut self, make: F) -> &mut Self {
        self.constructor = Some(stateless(&self.heap, &self.class.name, make));
        self
    }

    /// A method that only reads its receiver.
    pub fn method<F: HostMethod<T, M>, M: 'static>(&mut self, name: &str, work: F) -> &mut Self {
        let method = self.reading(name, work);
        self.class.methods.insert(Str::constant(name), method);
        self
    }

    /// A method that changes its receiver. Script code that it calls cannot use the receiver meanwhile.
    pub fn method_mut<F: HostMethodMut<T, M>, M: 'static>(&mut self, name: &str, work: F) -> &mut Self {
        let method = self.writing(name, work);
        self.class.methods.insert(Str::constant(name), method);
        self
    }

    /// A property that scripts can read.
    pub fn property<F: HostMethod<T, M>, M: 'static>(&mut self, name: &str, get: F) -> &mut Self {
        let getter = self.reading(name, get);
        self.class.getters.insert(Str::constant(name), getter);
        self
    }

    /// Makes a property writable.
    pub fn setter<F: HostMethodMut<T, M>, M: 'static>(&mut self, name: &str, set: F) -> &mut Self {
        let setter = self.writing(name, set);
        self.class.setters.insert(Str::constant(name), setter);
        self
    }

    /// What `object[key]` gives: a closure that takes the object and the key.
    pub fn index<F: HostMethod<T, M>, M: 'static>(&mut self, get: F) -> &mut Self {
        self.class.index = Some(self.reading("index", get));
        self
    }

    /// What `object[key] = value` does: a closure that takes the object, the key and the value.
    pub fn set_index<F: HostMethodMut<T, M>, M: 'static>(&mut self, set: F) -> &mut Self {
        self.class.set_index = Some(self.writing("set_index", set));
        self
    }

    /// What `for x in object` goes over: a closure that gives a list, dict, range or generator of the elements. It runs once for each loop, so a
    /// loop over a list sees the elements that there were at its begin.
    pub fn iterate<F: HostMethod<T, M>, M: 'static>(&mut self, elements: F) -> &mut Self {
        self.class.iterate = Some(self.reading("iterate", elements));
        self
    }

    /// What `x in object` means: a closure that takes the object and the value, and gives a bool.
    pub fn contains<F: HostMethod<T, M>, M: 'static>(&mut self, contains: F) -> &mut Self {
        self.class.contains = Some(self.reading("contains", contains));
        self
    }

    /// What `len(object)` gives.
    pub fn length(&mut self, length: impl Fn(&T) -> usize + 'static) -> &mut Self {
        self.class.length = Some(Box::new(move |data| {
            let value = data.downcast_ref::<RefCell<T>>()?.try_borrow().ok()?;
            Some(length(&value))
        }));
        self
    }

    /// The text form; by default `<Name>`.
    pub fn text(&mut self, text: impl Fn(&T) -> String + 'static) -> &mut Self {
        self.class.text =
            Some(Box::new(move |data| match data.downcast_ref::<RefCell<T>>().map(RefCell::try_borrow) {
                Some(Ok(value)) => text(&value),
                _ => "<in use>".to_owned(),
            }));
        self
    }

    /// What `==` means for two objects of this type; by default identity.
    pub fn equal(&mut self, equal: impl Fn(&T, &T) -> bool + 'static) -> &mut Self {
        self.class.equal = Some(Box::new(move |a, b| {
            let (Some(a), Some(b)) = (a.downcast_ref::<RefCell<T>>(), b.downcast_ref::<RefCell<T>>()) else {
                return false;
            };
            matches!((a.try_borrow(), b.try_borrow()), (Ok(a), Ok(b)) if equal(&a, &b))
        }));
        self
    }

    /// The type holds script values, which the collector shall see: cycles through its objects are collected.
    pub fn traced(&mut self) -> &mut Self
    where
        T: Trace,
    {
        self.wrap = |value| Box::new(Traced(RefCell::new(value)));
        self
    }

    pub(super) fn finish(self, scope: &mut Scope<'_>) -> Result<(), Error> {
        let TypeBuilder { heap, class, constructor, wrap } = self;
        let name = class.name.clone();
        let class = Class { class: heap.alloc(class), wrap: Box::new(wrap) };
        scope.vm.classes.insert(TypeId::of::<T>(), class);
        match constructor {
            Some(make) => scope.vm.globals.set(name, make, false).map_err(|raise| Error::from_raise(*raise)),
            None => Ok(()),
        }
    }

    fn reading<F: HostMethod<T, M>, M: 'static>(&self, name: &str, work: F) -> Value {
        let run: Work<()> = Box::new(move |(), scope, args| {
            let object = receiver::<T>(args, scope)?;
            object.with(|value| work.invoke(value, scope, args))?
        });
        self.member(name, F::LIMITS, run)
    }

    fn writing<F: HostMethodMut<T, M>, M: 'static>(&self, name: &str, work: F) -> Value {
        let run: Work<()> = Box::new(move |(), scope, args| {
            let object = receiver::<T>(args, scope)?;
            object.with_mut(|value| work.invoke(value, scope, args))?
        });
        self.member(name, F::LIMITS, run)
    }

    fn member(&self, name: &str, (min, max): (u16, u16), run: Work<()>) -> Value {
        let name = format!("{}.{name}", self.class.name);
        stateful(&self.heap, &name, (min + 1, max.saturating_add(1)), (), run)
    }
}

fn receiver<T: 'static>(args: &mut Given<'_>, scope: &mut Scope<'_>) -> Result<Host<T>, Error> {
    Host::from_value(args.next_receiver(), scope)
}

/// Content that holds no script values, or holds them untraced.
#[derive(Trace)]
#[trace(acyclic)]
struct Untraced<T>(#[trace(skip)] RefCell<T>);

impl<T: 'static> HostData for Untraced<T> {
    fn as_any(&self) -> &dyn Any {
        &self.0
    }
}

/// Content that takes part in tracing.
#[derive(Trace)]
struct Traced<T>(RefCell<T>);

impl<T: Trace> HostData for Traced<T> {
    fn as_any(&self) -> &dyn Any {
        &self.0
    }
}

/// An object of a registered type, as a parameter or result of host functions.
pub struct Host<T> {
    object: Cc<HostObject>,
    of_type: PhantomData<T>,
}

impl<T: 'static> Host<T> {
    /// Reads the host's value.
    ///
    /// # Errors
    /// A method that changes the object is under way.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> Result<R, Error> {
        match self.cell()?.try_borrow() {
            Ok(value) => Ok(read(&value)),
            Err(_) => Err(self.in_use()),
        }
    }

    /// Changes the host's value.
    ///
    /// # Errors
    /// Another method of the object is under way.
    pub fn with_mut<R>(&self, change: impl FnOnce(&mut T) -> R) -> Result<R, Error> {
        match self.cell()?.try_borrow_mut() {
            Ok(mut value) => Ok(change(&mut value)),
            Err(_) => Err(self.in_use()),
        }
    }

    fn cell(&self) -> Result<&RefCell<T>, Error> {
        let cell = self.object.data().and_then(|data| data.downcast_ref::<RefCell<T>>());
        cell.ok_or_else(|| self.in_use())
    }

    #[cold]
    fn in_use(&self) -> Error {
        Error::from_raise(*Raise::runtime(self.object.in_use()))
    }
}

impl<T> Clone for Host<T> {
    fn clone(&self) -> Self {
        Host { object: self.object.clone(), of_type: PhantomData }
    }
}

impl<T: 'static> FromValue for Host<T> {
    fn from_value(value: Value, scope: &mut Scope<'_>) -> Result<Self, Error> {
        match value {
            Value::Host(object) if object.data().is_some_and(|data| data.is::<RefCell<T>>()) => {
                Ok(Host { object, of_type: PhantomData })
            }
            other => {
                let known = scope.vm.classes.get(&TypeId::of::<T>());
                Err(expected(known.map_or("another host type", |known| known.class.name.as_str()), &other))
            }
        }
    }
}

impl<T: 'static> IntoValue for Host<T> {
    fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        Value::Host(self.object).into_value(scope)
    }
}

/// A new object of a registered type, as the result of a host function or anything else that becomes a value.
#[derive(Clone, Copy, Debug)]
pub struct New<T>(pub T);

impl<T: 'static> IntoValue for New<T> {
    fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        let known = scope.vm.classes.get(&TypeId::of::<T>());
        let Some((class, wrap)) =
            known.and_then(|known| Some((&known.class, known.wrap.downcast_ref::<Wrap<T>>()?)))
        else {
            let name = std::any::type_name::<T>();
            return Err(Error::type_error(format_args!(
                "the host type {name} is not registered with this engine"
            )));
        };
        let object = HostObject::new(class.clone(), wrap(self.0));
        Ok(Value::Host(scope.heap().alloc(object)))
    }
}
