//! Functions written in Rust, and the context they run in.
//!
//! Invariant: a native function never calls back into a script (the library's higher-order functions are written in the language itself), so it
//! returns in bounded native stack; what it needs from the engine is in `Context`; what may take long is charged to `work`.

use crate::error::{Raise, Result};
use crate::work::Work;
use crate::{Dict, Finalizers, List, Str, Value};
use oxbow_cc::{Cc, Heap, Trace};
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::io::Write;
use std::rc::Rc;

/// Body of a native function. Arguments may be taken out of the slice; what stays is dropped after the call.
pub type NativeBody = fn(&mut Context, &mut [Value]) -> Result<Value>;

/// A native function as a value.
#[derive(Trace)]
#[trace(acyclic, label = "native")]
pub struct NativeFunction {
    /// Name as printed and used in messages (`len`, `math.sqrt`).
    #[trace(skip)]
    pub name: Str,
    /// Least number of arguments.
    pub min_args: u16,
    /// Greatest number of arguments; `u16::MAX` for any number.
    pub max_args: u16,
    /// What it does.
    #[trace(skip)]
    pub body: NativeBody,
}

impl NativeFunction {
    /// Whether it may be called with this number of arguments.
    #[inline]
    pub fn takes(&self, args: u16) -> bool {
        // `u16::MAX` needs no case of its own: no call has more arguments.
        (self.min_args..=self.max_args).contains(&args)
    }
}

/// What a script may reach outside its own memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Read and write files.
    pub files: bool,
    /// Read and change environment variables, see the program's arguments.
    pub environment: bool,
    /// Read standard input.
    pub input: bool,
}

impl Capabilities {
    /// Everything: what the `oxbow` program grants.
    pub fn all() -> Self {
        Capabilities { files: true, environment: true, input: true }
    }
}

/// The engine's side of a native call.
pub struct Context {
    /// Where objects are allocated.
    pub heap: Heap,
    /// Standard output of the script, buffered.
    pub out: Box<dyn Write>,
    /// Standard error of the script; flush `out` before writing to it.
    pub err: Box<dyn Write>,
    /// Bytes that may still be written to both; `None` for no limit.
    pub output_left: Option<u64>,
    /// The budget of the evaluation.
    pub work: Rc<Work>,
    /// What the script may reach.
    pub capabilities: Capabilities,
    /// The script's arguments.
    pub args: Vec<String>,
    /// Dead instances whose `drop` method the machine runs at its safe points.
    pub finalizers: Rc<Finalizers>,
    state: HashMap<TypeId, Box<dyn Any>>,
}

impl Context {
    /// A context with nothing allowed and no arguments.
    pub fn new(heap: Heap, out: Box<dyn Write>, err: Box<dyn Write>) -> Self {
        let work = Rc::new(Work::new(heap.clone()));
        let (output_left, capabilities, args, finalizers, state) = Default::default();
        Context { heap, out, err, output_left, work, capabilities, args, finalizers, state }
    }

    /// Accounts bytes about to be written.
    ///
    /// # Errors
    /// The output limit is reached: an error that no script can catch.
    pub fn spend_output(&mut self, bytes: usize) -> Result<()> {
        let Some(left) = &mut self.output_left else { return Ok(()) };
        match left.checked_sub(bytes as u64) {
            Some(rest) => {
                *left = rest;
                Ok(())
            }
            None => Err(Raise::limit("output limit reached")),
        }
    }

    /// Per-engine state of a native module, made on first use. Must not hold values (it is not traced).
    pub fn state<T: Default + 'static>(&mut self) -> &mut T {
        let entry = self.state.entry(TypeId::of::<T>()).or_insert_with(|| Box::<T>::default());
        entry.downcast_mut().expect("entries are keyed by their type")
    }

    /// A string value.
    pub fn str(&self, text: impl AsRef<str>) -> Value {
        Value::Str(Str::new(&self.heap, text.as_ref()))
    }

    /// A list value.
    pub fn list(&self, items: Vec<Value>) -> Value {
        Value::List(self.list_object(items))
    }

    /// A list object.
    pub fn list_object(&self, items: Vec<Value>) -> Cc<List> {
        self.heap.alloc(List::new(items))
    }

    /// A dict value.
    pub fn dict(&self, dict: Dict) -> Value {
        Value::Dict(self.heap.alloc(dict))
    }
}
