//! The text form of values.
//!
//! Invariant: terminates on every graph, because a container met again inside itself is abbreviated, and bounded in memory, because
//! writing stops at a limit (structure shared level by level prints exponentially large).

pub use crate::float::float_into;

use crate::error::{Raise, Result};
use crate::{Dict, Fields, HostObject, Instance, List, Str, Value, memory, string, work};
use compact_str::CompactString;
use oxbow_cc::Cc;
use std::collections::HashSet;
use std::fmt::{self, Write};

/// Appends the text form.
///
/// # Errors
/// `MemoryError` when it would be longer than [`Str::MAX_BYTES`]; what was written until then stays.
pub fn show_into(value: &Value, out: &mut String) -> Result<()> {
    show_within(value, out, Str::MAX_BYTES.min(memory::room()))
}

/// Appends the text form if it has at most `max_bytes` bytes.
///
/// # Errors
/// `MemoryError` when it is longer; what was written until then stays.
pub fn show_within(value: &Value, out: &mut String, max_bytes: usize) -> Result<()> {
    Sink::new(out, max_bytes).show(value)
}

/// The text form.
///
/// # Errors
/// Like [`show_into`].
pub fn show(value: &Value) -> Result<String> {
    let mut out = String::new();
    show_into(value, &mut out).map(|()| out)
}

/// The text form, cut to `max_chars` characters and then ending in `...`: for messages.
pub fn excerpt(value: &Value, max_chars: usize) -> String {
    let mut out = String::new();
    let mut sink = Sink::new(&mut out, max_chars.saturating_mul(4));
    sink.is_excerpt = true;
    let cut = sink.value(value).is_err();
    let end = out.char_indices().nth(max_chars).map(|(offset, _)| offset);
    if let Some(end) = end {
        out.truncate(end);
    }
    if cut || end.is_some() {
        out.push_str("...");
    }
    out
}

/// The text form, in place if it is short.
pub(crate) fn compact(value: &Value) -> Result<CompactString> {
    let mut out = CompactString::default();
    compact_into(value, &mut out).map(|()| out)
}

/// Appends the text form; the whole text stays within [`Str::MAX_BYTES`].
pub(crate) fn compact_into(value: &Value, out: &mut CompactString) -> Result<()> {
    if let Value::Int(number) = value {
        let mut digits = Digits::default();
        let digits = digits.of(*number)?;
        string::check_length(out.len().checked_add(digits.len()))?;
        return Buffer::extend(out, digits).map_err(|_| too_long(Str::MAX_BYTES));
    }
    let room = Str::MAX_BYTES.saturating_sub(out.len()).min(memory::room());
    Sink::new(out, room).show(value)
}

/// Room for the text of an int: too little for a limit on memory to ask about.
#[derive(Default)]
pub(crate) struct Digits(itoa::Buffer);

impl Digits {
    /// The text of a number.
    ///
    /// # Errors
    /// Those of [`work::spend`].
    pub(crate) fn of(&mut self, number: i64) -> Result<&str> {
        let digits = self.0.format(number);
        work::scan(digits.len())?;
        Ok(digits)
    }
}

fn too_long(max_bytes: usize) -> Box<Raise> {
    Raise::memory(format_args!("the text of a value exceeds {max_bytes} bytes or the memory left"))
}

/// The limit was reached, or the sink knows what else happened.
struct Full;

impl From<fmt::Error> for Full {
    fn from(_: fmt::Error) -> Full {
        Full
    }
}

/// A text under construction.
trait Buffer {
    /// Appends, or says that there is no memory.
    fn extend(&mut self, text: &str) -> fmt::Result;
}

impl Buffer for String {
    fn extend(&mut self, text: &str) -> fmt::Result {
        self.try_reserve(text.len()).map_err(|_| fmt::Error)?;
        self.push_str(text);
        Ok(())
    }
}

impl Buffer for CompactString {
    fn extend(&mut self, text: &str) -> fmt::Result {
        self.try_reserve(text.len()).map_err(|_| fmt::Error)?;
        self.push_str(text);
        Ok(())
    }
}

/// Where text goes, and how many more bytes may go there.
struct Sink<'a> {
    buffer: &'a mut dyn Buffer,
    room: usize,
    /// It is short and must not fail.
    is_excerpt: bool,
    /// Why it failed, if not for want of room.
    raised: Option<Box<Raise>>,
}

impl Write for Sink<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if !self.is_excerpt {
            self.raising(work::scan(text.len()))?;
        }
        if text.len() > self.room {
            let fitting = text.floor_char_boundary(self.room);
            self.room = 0;
            self.buffer.extend(&text[..fitting])?;
            return Err(fmt::Error);
        }
        self.room -= text.len();
        self.buffer.extend(text)
    }
}

/// A container that is being written.
struct Frame {
    container: Container,
    /// Next element, entry or field.
    next: usize,
}

enum Container {
    List(Cc<List>),
    Dict(Cc<Dict>),
    Instance(Cc<Instance>),
}

impl Container {
    fn of(value: &Value) -> Option<Container> {
        match value {
            Value::List(list) => Some(Container::List(list.clone())),
            Value::Dict(dict) => Some(Container::Dict(dict.clone())),
            Value::Instance(instance) => Some(Container::Instance(instance.clone())),
            _ => None,
        }
    }

    fn address(&self) -> usize {
        match self {
            Container::List(list) => Cc::as_ptr(list).addr(),
            Container::Dict(dict) => Cc::as_ptr(dict).addr(),
            Container::Instance(instance) => Cc::as_ptr(instance).addr(),
        }
    }
}

impl<'a> Sink<'a> {
    fn new(buffer: &'a mut dyn Buffer, room: usize) -> Self {
        Sink { buffer, room, is_excerpt: false, raised: None }
    }

    fn show(mut self, value: &Value) -> Result<()> {
        let room = self.room;
        self.value(value).map_err(|_| self.raised.take().unwrap_or_else(|| too_long(room)))
    }

    fn raising<T>(&mut self, result: Result<T>) -> std::result::Result<T, fmt::Error> {
        result.map_err(|raise| {
            self.raised = Some(raise);
            fmt::Error
        })
    }

    fn host_object(&mut self, object: &HostObject) -> fmt::Result {
        let text = object.text();
        let text = if self.is_excerpt { text.or_else(|_| Ok(object.plain_text())) } else { text };
        let text = self.raising(text)?;
        self.write_str(&text)
    }
}

impl Sink<'_> {
    fn value(&mut self, value: &Value) -> Result<(), Full> {
        match Container::of(value) {
            None => self.scalar(value),
            Some(container) => self.containers(container),
        }
    }

    /// Writes a container and all inside it, with a stack of the containers that are open.
    fn containers(&mut self, outermost: Container) -> Result<(), Full> {
        let mut open = HashSet::<usize, foldhash::fast::RandomState>::default();
        let mut stack = Vec::new();
        let mut entered = Some(outermost);
        loop {
            if let Some(container) = entered {
                if open.insert(container.address()) {
                    self.begin(&container)?;
                    stack.push(Frame { container, next: 0 });
                } else {
                    self.abbreviate(&container)?;
                }
            }
            let Some(frame) = stack.last_mut() else { return Ok(()) };
            entered = self.proceed(frame)?;
            if entered.is_none() {
                open.remove(&frame.container.address());
                stack.pop();
            }
        }
    }

    fn begin(&mut self, container: &Container) -> fmt::Result {
        match container {
            Container::List(_) => self.write_char('['),
            Container::Dict(_) => self.write_char('{'),
            Container::Instance(instance) => write!(self, "{} {{", instance.ty.name),
        }
    }

    fn abbreviate(&mut self, container: &Container) -> fmt::Result {
        match container {
            Container::List(_) => self.write_str("[...]"),
            Container::Dict(_) => self.write_str("{...}"),
            Container::Instance(instance) => write!(self, "{} {{...}}", instance.ty.name),
        }
    }

    /// Writes elements until one is a container, which is returned, or to the end.
    fn proceed(&mut self, frame: &mut Frame) -> Result<Option<Container>, Full> {
        let next = &mut frame.next;
        match &frame.container {
            Container::List(list) => {
                let inner = self.elements(next, |i| list.get(i), |_, _| Ok(()))?;
                self.end(inner, "]")
            }
            Container::Dict(dict) => {
                let inner = self.entries(next, dict)?;
                self.end(inner, "}")
            }
            Container::Instance(instance) => {
                let fields = &instance.ty.fields;
                let name = |sink: &mut Self, slot: usize| {
                    let space = if slot == 0 { " " } else { "" };
                    write!(sink, "{space}{}: ", fields[slot].0)
                };
                let inner = self.elements(next, |i| (i < instance.len()).then(|| instance.get(i)), name)?;
                self.end(inner, if fields.is_empty() { "}" } else { " }" })
            }
        }
    }

    fn end(&mut self, inner: Option<Container>, closer: &str) -> Result<Option<Container>, Full> {
        if inner.is_none() {
            self.write_str(closer)?;
        }
        Ok(inner)
    }

    fn elements(
        &mut self,
        next: &mut usize,
        item: impl Fn(usize) -> Option<Value>,
        label: impl Fn(&mut Self, usize) -> fmt::Result,
    ) -> Result<Option<Container>, Full> {
        while let Some(item) = item(*next) {
            self.separate(*next)?;
            label(self, *next)?;
            *next += 1;
            if let Some(container) = Container::of(&item) {
                return Ok(Some(container));
            }
            self.scalar(&item)?;
        }
        Ok(None)
    }

    fn entries(&mut self, next: &mut usize, dict: &Dict) -> Result<Option<Container>, Full> {
        while let Some((key, value)) = dict.entry_at(*next) {
            self.separate(*next)?;
            write!(self, "\"{key}\": ")?;
            *next += 1;
            if let Some(container) = Container::of(&value) {
                return Ok(Some(container));
            }
            self.scalar(&value)?;
        }
        Ok(None)
    }

    fn separate(&mut self, index: usize) -> fmt::Result {
        if index > 0 { self.write_str(", ") } else { Ok(()) }
    }

    /// Writes a value that is no list, dict or instance.
    fn scalar(&mut self, value: &Value) -> Result<(), Full> {
        match value {
            Value::Bool(b) => write!(self, "{b}"),
            Value::Int(n) => write!(self, "{n}"),
            Value::Float(x) => float_into(*x, self),
            Value::Str(text) => self.write_str(text),
            Value::Closure(closure) => {
                write!(self, "<Function:{}({} params)>", closure.code.name, closure.code.params.len())
            }
            Value::Native(native) => self.native(&native.name, native.min_args, native.max_args),
            Value::HostFn(host) => self.native(&host.name, host.min_args, host.max_args),
            Value::Host(object) => self.host_object(object),
            Value::Range(range) => {
                let dots = if range.inclusive { "..=" } else { ".." };
                write!(self, "{}{dots}{}", range.start, range.end)
            }
            Value::Generator(generator) => write!(self, "<Generator:{}>", generator.name()),
            Value::Module(module) => write!(self, "<Module:{}>", module.name),
            Value::Weak(weak) => self.write_str(if weak.is_alive() { "<Weak:alive>" } else { "<Weak:dead>" }),
            Value::Null | Value::Unset => self.write_str("null"),
            Value::Variable(_) => self.write_str("<Variable>"),
            Value::Thrown(_) => self.write_str("<Error>"),
            // Containers are written by their frames.
            Value::List(_) | Value::Dict(_) | Value::Instance(_) => Ok(()),
        }
        .map_err(Full::from)
    }

    fn native(&mut self, name: &Str, min_args: u16, max_args: u16) -> fmt::Result {
        match (min_args, max_args) {
            (min, max) if min == max => write!(self, "<Function:{name}({min} params)>"),
            (min, u16::MAX) => write!(self, "<Function:{name}({min}+ params)>"),
            (min, max) => write!(self, "<Function:{name}({min}-{max} params)>"),
        }
    }
}
