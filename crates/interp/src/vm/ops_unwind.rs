//! Errors: from an operation's `Raise` to a handler, a host, or a report.
//!
//! Invariant: whoever raises has saved the running frame's position (`park`), so the failing instruction of every frame is the one before its `pc`. A fatal error
//! passes all handlers. Frames of the runtime's own functions are not shown: their errors are blamed on their caller.

use super::Vm;
use super::frame::{Frame, FrameKind};
use super::window::Window;
use oxbow_cc::Cc;
use oxbow_value::code::Handler;
use oxbow_value::error::{Raise, StackEntry, Thrown};
use oxbow_value::source::{Source, Span};
use oxbow_value::{Dict, List, Result, Str, Value, show};
use std::sync::Arc;

/// Entries of a stack trace that are kept from its two ends.
const INNERMOST: usize = 40;
const OUTERMOST: usize = 10;
/// Error dicts whose origin is remembered.
const REMEMBERED: usize = 256;

impl Vm {
    /// Completes an error with the place and the stack of the frames as they stand.
    #[cold]
    #[inline(never)]
    pub(super) fn thrown(&mut self, raise: Box<Raise>) -> Box<Thrown> {
        if let Some(passing) = self.passing.take() {
            return passing;
        }
        let (place, stack) = self.trace();
        let fatal = raise.fatal;
        Box::new(Thrown { value: Value::Null, raise: Some(raise), place, stack, fatal })
    }

    /// `Throw`: a new error with any value; an error dict that `catch` made keeps its first position.
    #[cold]
    #[inline(never)]
    pub(super) fn throw(&mut self, w: Window, src: u16) -> Box<Thrown> {
        self.park(w);
        let value = w.reg(src).clone();
        if let Value::Dict(dict) = &value
            && let Some(origin) = self.origin_of(dict)
        {
            let mut thrown = Box::new(Thrown::clone(&origin));
            thrown.value = value;
            return thrown;
        }
        let (place, stack) = self.trace();
        Box::new(Thrown { value, raise: None, place, stack, fatal: false })
    }

    /// `Rethrow`: the error that a handler stored.
    #[cold]
    #[inline(never)]
    pub(super) fn rethrow(&mut self, mut w: Window, src: u16) -> Box<Thrown> {
        self.park(w);
        match w.take(src) {
            Value::Thrown(thrown) => match Cc::try_unwrap(thrown) {
                Ok(thrown) => Box::new(thrown),
                Err(shared) => Box::new(Thrown::clone(&shared)),
            },
            value => {
                w.set(src, value);
                self.throw(w, src)
            }
        }
    }

    /// Unwinds to the innermost handler, with which the top frame continues; without one, up to the entry frame, whose caller gets the error.
    #[cold]
    #[inline(never)]
    pub(super) fn unwind(&mut self, thrown: Box<Thrown>) -> std::result::Result<(), Box<Thrown>> {
        while let Some(frame) = self.frames.last_mut() {
            if !thrown.fatal
                && let Some(handler) = handler_of(frame)
            {
                frame.pc = handler.target;
                let mut window = self.registers.open(frame);
                window.clear(handler.register, window.code().registers);
                let error = self.ctx.heap.alloc(*thrown);
                window.set(handler.register, Value::Thrown(error));
                return Ok(());
            }
            let Some(kind) = self.drop_frame() else { break };
            match kind {
                FrameKind::Entry => return Err(thrown),
                FrameKind::Generator => self.abandon_generator(),
                FrameKind::Finalizer => {
                    self.finalizing = false;
                    if !thrown.fatal {
                        self.report_drop_error(&thrown);
                        return Ok(());
                    }
                }
                FrameKind::Call => {}
            }
        }
        Err(thrown)
    }

    /// Takes the top frame off and empties its registers.
    fn drop_frame(&mut self) -> Option<FrameKind> {
        let frame = self.frames.pop()?;
        let count = usize::from(frame.closure.code.registers);
        for register in self.registers.slice_mut(frame.base as usize, count) {
            *register = Value::Unset;
        }
        Some(frame.kind)
    }

    /// Takes all frames above `depth` off: nothing of them goes on.
    #[cold]
    pub(super) fn abandon_frames(&mut self, depth: usize) {
        while self.frames.len() > depth {
            if let Some(FrameKind::Generator) = self.drop_frame() {
                self.abandon_generator();
            }
        }
    }

    /// `Catch`: what the script sees of the error in r[dst].
    #[inline(never)]
    pub(super) fn catch(&mut self, mut w: Window, dst: u16) -> Result<()> {
        let Value::Thrown(thrown) = w.take(dst) else { return Ok(()) };
        let value = match &thrown.raise {
            Some(raise) if thrown.value.is_null() => {
                let dict = self.ctx.heap.alloc(self.error_dict(raise, &thrown));
                self.remember_origin(&dict, thrown.clone());
                Value::Dict(dict)
            }
            _ => thrown.value.clone(),
        };
        w.set(dst, value);
        self.after_allocation(w)
    }

    fn error_dict(&self, raise: &Raise, thrown: &Thrown) -> Dict {
        let heap = &self.ctx.heap;
        let (file, line, column) = match &thrown.place {
            Some((source, span)) => {
                let (line, column) = source.line_column(span.start);
                (source.name.as_str(), line, column)
            }
            None => ("", 0, 0),
        };
        let stack = thrown.stack.iter().map(|entry| Value::str(heap, &stack_line(entry))).collect();
        let message = match &raise.hint {
            Some(hint) => format!("{} ({hint})", raise.message),
            None => raise.message.clone(),
        };
        let fields = [
            ("message", Value::str(heap, &message)),
            ("type", Value::str(heap, raise.kind.name())),
            ("file", Value::str(heap, file)),
            ("line", Value::Int(line as i64)),
            ("column", Value::Int(column as i64)),
            ("stack", Value::List(heap.alloc(List::new(stack)))),
        ];
        fields.into_iter().map(|(key, value)| (Str::new(heap, key), value)).collect()
    }

    fn remember_origin(&mut self, dict: &Cc<Dict>, thrown: Cc<Thrown>) {
        self.caught.retain(|(dict, _)| dict.strong_count() > 0);
        if self.caught.len() == REMEMBERED {
            self.caught.pop_front();
        }
        self.caught.push_back((Cc::downgrade(dict), thrown));
    }

    fn origin_of(&self, dict: &Cc<Dict>) -> Option<Cc<Thrown>> {
        let same = |known: &Cc<Dict>| Cc::ptr_eq(known, dict);
        let found = self.caught.iter().find(|(known, _)| known.upgrade().as_ref().is_some_and(same));
        found.map(|(_, thrown)| thrown.clone())
    }

    /// The failing place and the call stack, innermost first; from a deep stack both ends.
    fn trace(&self) -> (Option<(Arc<Source>, Span)>, Vec<StackEntry>) {
        let shown = || self.frames.iter().filter(|frame| !frame.closure.code.is_internal);
        let mut stack: Vec<StackEntry> = shown().rev().take(INNERMOST).map(entry_of).collect();
        let place = stack.first().map(|entry| (entry.source.clone(), entry.span));
        let Some(next) = shown().rev().nth(INNERMOST).map(entry_of) else { return (place, stack) };
        let outermost: Vec<StackEntry> = shown().take(OUTERMOST).map(entry_of).collect();
        // Errors are thrown and caught at any depth: what is not shown is only counted.
        let hidden = shown().count() - INNERMOST;
        if hidden > OUTERMOST {
            let function = Str::constant(&format!("... {} more calls ...", hidden - OUTERMOST));
            stack.push(StackEntry { function, ..next });
        }
        stack.extend(outermost.into_iter().take(hidden).rev());
        (place, stack)
    }

    /// Tells of an error in a `drop` method, which nobody can catch.
    #[cold]
    pub(super) fn report_drop_error(&mut self, thrown: &Thrown) {
        let what = match &thrown.raise {
            Some(raise) => raise.message.clone(),
            None => show::excerpt(&thrown.value, 200),
        };
        let place = thrown.place.as_ref().map(|(source, span)| {
            let (line, column) = source.line_column(span.start);
            format!(" ({}:{line}:{column})", source.name)
        });
        self.report_ignored(&format!("{what}{}", place.unwrap_or_default()));
    }

    /// One line on the error output about an error in a `drop` method.
    #[cold]
    pub(super) fn report_ignored(&mut self, what: &str) {
        // Failing outputs are the host's business; the script goes on.
        let _ = self.ctx.out.flush();
        let _ = writeln!(self.ctx.err, "error in drop (ignored): {what}");
    }
}

/// The innermost handler for the failing instruction of a parked frame.
fn handler_of(frame: &Frame) -> Option<Handler> {
    let failing = frame.pc.checked_sub(1)?;
    let handlers = frame.closure.code.handlers.iter();
    handlers.copied().find(|handler| (handler.start..handler.end).contains(&failing))
}

fn entry_of(frame: &Frame) -> StackEntry {
    let code = &frame.closure.code;
    let span = code.spans.get(frame.pc.saturating_sub(1) as usize).copied().unwrap_or_default();
    StackEntry { function: code.name.clone(), source: code.source.clone(), span }
}

fn stack_line(entry: &StackEntry) -> String {
    let (line, _) = entry.source.line_column(entry.span.start);
    format!("{} ({}:{line})", entry.function, entry.source.name)
}
