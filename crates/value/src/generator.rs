//! Generators: function calls that stop between their values.
//!
//! Invariant: the frame is in exactly one place: here while suspended, on the machine's stack while running, nowhere once finished.

use crate::edge::index_in;
use crate::{Closure, Str, Value};
use oxbow_cc::{Cc, Trace};
use std::cell::RefCell;

/// A one-shot sequence of values computed on demand.
#[derive(Trace)]
#[trace(label = "generator", external = Generator::buffer, edge_names = Generator::edge_name)]
pub struct Generator {
    #[trace(skip)]
    name: Str,
    /// Bytes of its frame, counted as its own also while it runs.
    bytes: usize,
    state: RefCell<GeneratorState>,
}

/// Where a generator's frame is.
#[derive(Trace)]
pub enum GeneratorState {
    /// Waiting to be resumed.
    Suspended(Box<Suspended>),
    /// On the machine's stack.
    Running,
    /// Ended or abandoned.
    Finished,
}

/// A frame at rest.
#[derive(Trace)]
pub struct Suspended {
    /// The generator function.
    pub closure: Cc<Closure>,
    /// Index of the instruction to continue with.
    pub pc: u32,
    /// All registers of the frame.
    pub registers: Vec<Value>,
    /// Number of arguments that the caller gave.
    pub given_args: u16,
}

impl Generator {
    /// A generator that will start with this frame.
    pub fn new(frame: Suspended) -> Self {
        let name = frame.closure.code.name.clone();
        let bytes = size_of::<Suspended>() + frame.registers.len() * size_of::<Value>();
        Generator { name, bytes, state: RefCell::new(GeneratorState::Suspended(Box::new(frame))) }
    }

    fn buffer(&self) -> usize {
        self.bytes
    }

    /// What snapshots call an edge: the variable, if the register is one of a variable where the frame stopped.
    fn edge_name(&self, name: &str) -> Option<String> {
        let place = name.strip_prefix("state.Suspended.0.")?;
        let Some(register) = index_in(place, "registers") else { return Some(place.to_owned()) };
        let state = self.state.try_borrow().ok()?;
        let GeneratorState::Suspended(frame) = &*state else { return None };
        let code = &frame.closure.code;
        let variable = match frame.pc {
            0 => code.params.get(register).map(|param| param.name.as_str()),
            pc => code.names.local(register as u16, pc),
        };
        Some(variable.map_or_else(|| format!("temporary {register}"), str::to_owned))
    }

    /// Name of its function.
    pub fn name(&self) -> &Str {
        &self.name
    }

    /// Takes the frame out for running: a suspended generator becomes `Running`. One that is running or finished stays as it is and its
    /// state is returned.
    pub fn take(&self) -> GeneratorState {
        let mut state = self.state.borrow_mut();
        match &*state {
            GeneratorState::Suspended(_) => std::mem::replace(&mut *state, GeneratorState::Running),
            GeneratorState::Running => GeneratorState::Running,
            GeneratorState::Finished => GeneratorState::Finished,
        }
    }

    /// Puts the frame back after a `yield`.
    pub fn suspend(&self, frame: Box<Suspended>) {
        drop(self.state.replace(GeneratorState::Suspended(frame)));
    }

    /// Marks it as ended; a frame still held is dropped.
    pub fn finish(&self) {
        drop(self.state.replace(GeneratorState::Finished));
    }

    /// Whether it has ended.
    pub fn is_finished(&self) -> bool {
        matches!(*self.state.borrow(), GeneratorState::Finished)
    }

    /// Whether its frame is on the machine's stack.
    pub fn is_running(&self) -> bool {
        matches!(*self.state.borrow(), GeneratorState::Running)
    }
}
