//! The tables that natives are registered in.
//!
//! Invariant: one line per native; the first of its names is the one used in messages.

use oxbow_value::{Context, NativeBody, NativeFunction, Str, StrMap, Value};

/// `max` of a function that takes any number of arguments.
pub(crate) const ANY: u16 = u16::MAX;

/// A registration line.
pub(crate) struct Native {
    /// Name and aliases, separated by blanks.
    pub(crate) names: &'static str,
    /// Least number of arguments, not counting the receiver of a method.
    pub(crate) min: u16,
    /// Greatest number of arguments, likewise; `ANY` for no limit.
    pub(crate) max: u16,
    /// What it does.
    pub(crate) body: NativeBody,
}

/// A registration line.
pub(crate) const fn native(names: &'static str, min: u16, max: u16, body: NativeBody) -> Native {
    Native { names, min, max, body }
}

/// Natives by name, aliases included; `prefix` (`math.`) goes before the name that messages use.
pub(crate) fn functions(ctx: &Context, prefix: &str, table: &[Native]) -> Vec<(Str, Value)> {
    members(ctx, prefix, table, 0)
}

/// Methods by name: as `functions`, with the receiver counted as the first argument.
pub(crate) fn methods(ctx: &Context, prefix: &str, table: &[Native]) -> StrMap<Value> {
    members(ctx, prefix, table, 1).into_iter().collect()
}

fn members(ctx: &Context, prefix: &str, table: &[Native], receivers: u16) -> Vec<(Str, Value)> {
    let mut found = Vec::new();
    for line in table {
        let primary = line.names.split(' ').next().unwrap_or_default();
        let function = ctx.heap.alloc(NativeFunction {
            name: Str::constant(&format!("{prefix}{primary}")),
            min_args: line.min + receivers,
            max_args: line.max.saturating_add(receivers),
            body: line.body,
        });
        for name in line.names.split(' ') {
            found.push((Str::constant(name), Value::Native(function.clone())));
        }
    }
    found
}
