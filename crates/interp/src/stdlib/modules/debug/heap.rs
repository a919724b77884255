//! Looking at the heap from a script: who holds an object, and the whole as a file.
//!
//! Invariant: these functions need the machine and not only the context, so they are host functions. What the call itself holds (its argument) is
//! not counted.

use crate::stdlib::args::Args;
use crate::stdlib::modules::file::{failed, permitted};
use crate::vm::{Vm, named};
use oxbow_cc::{Heap, Snapshot, SnapshotFormat, Trace};
use oxbow_value::{Failure, HostBody, HostFunction, Raise, Result, Str, Value};
use std::any::Any;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

type Work = fn(&mut Vm, Args<'_>) -> Result<Value>;

/// Name, name in messages, what it does. All take one argument.
const FUNCTIONS: [(&str, &str, Work); 4] = [
    ("refcount", "debug.refcount", refcount),
    ("referrers", "debug.referrers", referrers),
    ("why_alive", "debug.why_alive", why_alive),
    ("heap_snapshot", "debug.heap_snapshot", heap_snapshot),
];

/// Such a function.
#[derive(Trace)]
#[trace(acyclic)]
struct Body(#[trace(skip)] &'static str, #[trace(skip)] Work);

impl HostBody for Body {
    fn call(&self, machine: &mut dyn Any, args: &mut [Value]) -> std::result::Result<Value, Failure> {
        let Some(vm) = machine.downcast_mut::<Vm>() else {
            return Err(Failure::Raise(Raise::runtime("called by an unknown machine")));
        };
        Ok((self.1)(vm, Args::new(self.0, args))?)
    }
}

/// The functions by name.
pub(crate) fn functions(heap: &Heap) -> impl Iterator<Item = (Str, Value)> {
    FUNCTIONS.into_iter().map(|(name, shown, work)| {
        let body = Box::new(Body(shown, work));
        let function = HostFunction { name: Str::constant(shown), min_args: 1, max_args: 1, body };
        (Str::constant(name), Value::HostFn(heap.alloc(function)))
    })
}

/// The engine's objects and the index of the argument, or of what it refers to weakly. The count that the call itself holds is taken off.
fn look(vm: &Vm, args: &Args<'_>) -> Result<Option<(Snapshot, usize)>> {
    let target = match args.value(0) {
        Value::Weak(weak) => match weak.get() {
            Value::Null => return Ok(None),
            target => target,
        },
        other => other.clone(),
    };
    let Some(address) = target.address() else {
        return Err(args.wrong(0, "array, dict, struct, function, generator or weak reference"));
    };
    let held_here = if matches!(args.value(0), Value::Weak(_)) { 1 } else { 2 };
    let mut snapshot = vm.snapshot_without(address, held_here);
    let Some(node) = snapshot.at(address) else { return Ok(None) };
    let strong = &mut snapshot.nodes[node].strong;
    *strong = strong.saturating_sub(held_here);
    Ok(Some((snapshot, node)))
}

fn refcount(vm: &mut Vm, args: Args<'_>) -> Result<Value> {
    let count = look(vm, &args)?.map_or(0, |(snapshot, node)| snapshot.nodes[node].strong);
    Ok(Value::Int(count.into()))
}

fn referrers(vm: &mut Vm, args: Args<'_>) -> Result<Value> {
    let found = look(vm, &args)?.map(|(snapshot, node)| named::referrers(&snapshot, node));
    Ok(texts(vm, found.unwrap_or_default()))
}

fn why_alive(vm: &mut Vm, args: Args<'_>) -> Result<Value> {
    let found = look(vm, &args)?.map(|(snapshot, node)| named::why_alive(&snapshot, node));
    Ok(texts(vm, found.unwrap_or_default()))
}

fn texts(vm: &Vm, lines: Vec<String>) -> Value {
    let lines = lines.into_iter().map(|line| vm.ctx.str(line)).collect();
    vm.ctx.list(lines)
}

fn heap_snapshot(vm: &mut Vm, args: Args<'_>) -> Result<Value> {
    let path = args.str(0)?;
    permitted(&vm.ctx, args.function())?;
    let Some(format) = SnapshotFormat::of_path(Path::new(path.as_str())) else {
        return Err(args.out_of_range(0, "must end in .heapsnapshot, .dot or .json"));
    };
    let snapshot = vm.snapshot();
    let write = || {
        let mut file = BufWriter::new(File::create(path.as_str())?);
        snapshot.write(format, &mut file)?;
        file.flush()
    };
    write().map_err(|error| failed(args.function(), path, &error))?;
    Ok(Value::Bool(true))
}
