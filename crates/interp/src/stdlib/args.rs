//! Arguments of a native function, checked for their kinds.
//!
//! Invariant: counts were checked by the caller, so an index below the function's minimum is always there; every refusal is worded here,
//! so that all functions complain in one voice: function, position, expected and actual kind.

use oxbow_cc::Cc;
use oxbow_value::convert::truncate;
use oxbow_value::{Dict, ErrorKind, List, Raise, Result, Str, Value};

/// Position shift of a module function: the first argument is argument 1.
pub(crate) const MODULE: usize = 0;
/// Position shift of a method: the receiver comes first and is not counted.
pub(crate) const METHOD: usize = 1;

/// The arguments of one call.
pub(crate) struct Args<'a> {
    function: &'static str,
    values: &'a mut [Value],
    shift: usize,
}

impl<'a> Args<'a> {
    /// Arguments of the plain or module function `function`.
    pub(crate) fn new(function: &'static str, values: &'a mut [Value]) -> Self {
        Args { function, values, shift: MODULE }
    }

    /// Arguments of the method `function`; index 0 is the receiver.
    pub(crate) fn method(function: &'static str, values: &'a mut [Value]) -> Self {
        Args { function, values, shift: METHOD }
    }

    /// Arguments of a function that is both a module function and a method; `SHIFT` is `MODULE` or `METHOD`.
    pub(crate) fn either<const SHIFT: usize>(function: &'static str, values: &'a mut [Value]) -> Self {
        Args { function, values, shift: SHIFT }
    }

    /// Name of the function, for messages.
    pub(crate) fn function(&self) -> &'static str {
        self.function
    }

    /// Number of arguments given, the receiver included.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// The argument, if it was given.
    pub(crate) fn get(&self, index: usize) -> Option<&Value> {
        self.values.get(index)
    }

    /// The argument, or null.
    pub(crate) fn value(&self, index: usize) -> &Value {
        self.values.get(index).unwrap_or(&Value::Null)
    }

    /// Takes the argument out, or null.
    pub(crate) fn take(&mut self, index: usize) -> Value {
        self.values.get_mut(index).map(std::mem::take).unwrap_or_default()
    }

    /// Arguments from `index` on.
    pub(crate) fn rest(&self, index: usize) -> &[Value] {
        self.values.get(index..).unwrap_or_default()
    }

    /// A string.
    pub(crate) fn str(&self, index: usize) -> Result<&Str> {
        match self.value(index) {
            Value::Str(text) => Ok(text),
            _ => Err(self.wrong(index, "string")),
        }
    }

    /// A string, or `default` if the argument was not given.
    pub(crate) fn str_or<'s>(&'s self, index: usize, default: &'s str) -> Result<&'s str> {
        if index < self.len() { self.str(index).map(Str::as_str) } else { Ok(default) }
    }

    /// An int; bools and floats are refused.
    pub(crate) fn int(&self, index: usize) -> Result<i64> {
        match self.value(index) {
            Value::Int(n) => Ok(*n),
            _ => Err(self.wrong(index, "int")),
        }
    }

    /// An int, or `default` if the argument was not given.
    pub(crate) fn int_or(&self, index: usize, default: i64) -> Result<i64> {
        if index < self.len() { self.int(index) } else { Ok(default) }
    }

    /// An int, or a float that is truncated towards zero.
    pub(crate) fn truncated(&self, index: usize) -> Result<i64> {
        match self.value(index) {
            Value::Int(n) => Ok(*n),
            Value::Float(x) => {
                truncate(*x).ok_or_else(|| self.out_of_range(index, "is out of the range of int"))
            }
            _ => Err(self.wrong(index, "number")),
        }
    }

    /// An int or a float, as a float.
    pub(crate) fn number(&self, index: usize) -> Result<f64> {
        match self.value(index) {
            Value::Int(n) => Ok(*n as f64),
            Value::Float(x) => Ok(*x),
            _ => Err(self.wrong(index, "number")),
        }
    }

    /// A bool, or `default` if the argument was not given.
    pub(crate) fn bool_or(&self, index: usize, default: bool) -> Result<bool> {
        match self.get(index) {
            None => Ok(default),
            Some(Value::Bool(b)) => Ok(*b),
            Some(_) => Err(self.wrong(index, "bool")),
        }
    }

    /// A list.
    pub(crate) fn list(&self, index: usize) -> Result<&Cc<List>> {
        match self.value(index) {
            Value::List(list) => Ok(list),
            _ => Err(self.wrong(index, "array")),
        }
    }

    /// A dict.
    pub(crate) fn dict(&self, index: usize) -> Result<&Cc<Dict>> {
        match self.value(index) {
            Value::Dict(dict) => Ok(dict),
            _ => Err(self.wrong(index, "dict")),
        }
    }

    /// A count: an int that is not negative.
    pub(crate) fn count(&self, index: usize) -> Result<usize> {
        usize::try_from(self.int(index)?).map_err(|_| self.out_of_range(index, "must not be negative"))
    }

    /// The error for an argument of a wrong kind.
    #[cold]
    pub(crate) fn wrong(&self, index: usize, expected: &str) -> Box<Raise> {
        let what = self.subject(index);
        let got = self.value(index).type_name();
        Raise::type_error(format_args!(
            "{what} of function '{}' expects {expected}, but got {got}",
            self.function
        ))
    }

    /// The error for an argument of the right kind with an unsuitable value; `why` continues "Argument 2 of function 'f' ".
    #[cold]
    pub(crate) fn out_of_range(&self, index: usize, why: &str) -> Box<Raise> {
        Raise::argument(format_args!("{} of function '{}' {why}", self.subject(index), self.function))
    }

    fn subject(&self, index: usize) -> String {
        if index < self.shift {
            "Receiver".to_owned()
        } else {
            format!("Argument {}", index + 1 - self.shift)
        }
    }
}

/// `IO error: ...`
#[cold]
pub(crate) fn io_error(what: impl std::fmt::Display) -> Box<Raise> {
    Raise::new(ErrorKind::IOError, format!("IO error: {what}"))
}
