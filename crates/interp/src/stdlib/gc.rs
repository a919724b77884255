//! What scripts see of the collector.
//!
//! Invariant: switching automatic runs off changes nothing about explicit ones. `gc_collect` itself is in the prelude, because finalizers
//! run between its rounds.

use crate::stdlib::args::Args;
use crate::stdlib::table::{Native, native};
use oxbow_cc::{Heap, TypeStats};
use oxbow_value::{Closure, Context, Dict, Generator, Instance, List, Result, Str, Value, Variable};

pub(crate) const FUNCTIONS: &[Native] = &[
    native("gc_enable", 0, 0, gc_enable),
    native("gc_disable", 0, 0, gc_disable),
    native("gc_threshold", 0, 1, gc_threshold),
    native("gc_stats", 0, 0, gc_stats),
];

/// Natives of the prelude, which scripts cannot name.
pub(crate) const PRIVATE: &[Native] =
    &[native("__collect", 0, 0, collect), native("__finalizers_pending", 0, 0, finalizers_pending)];

fn gc_enable(ctx: &mut Context, _: &mut [Value]) -> Result<Value> {
    ctx.heap.set_enabled(true);
    Ok(Value::Null)
}

fn gc_disable(ctx: &mut Context, _: &mut [Value]) -> Result<Value> {
    ctx.heap.set_enabled(false);
    Ok(Value::Null)
}

/// Gives the threshold, or the one before if a new one is set.
fn gc_threshold(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("gc_threshold", args);
    let before = ctx.heap.threshold();
    if args.len() > 0 {
        let threshold = args.int(0)?;
        if threshold < 1 {
            return Err(args.out_of_range(0, "must be at least 1"));
        }
        ctx.heap.set_threshold(u32::try_from(threshold).unwrap_or(u32::MAX));
    }
    Ok(Value::Int(before.into()))
}

fn gc_stats(ctx: &mut Context, _: &mut [Value]) -> Result<Value> {
    let stats = ctx.heap.stats();
    let containers = containers(&ctx.heap);
    let int = |n: u64| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
    let fields = [
        ("live", int(containers.allocated - containers.freed)),
        ("allocated", int(containers.allocated)),
        ("freed", int(containers.freed)),
        ("collections", int(stats.collections_young + stats.collections_full)),
        ("cycle_freed", int(stats.cycle_freed)),
        ("finalized", int(ctx.finalizers.ran())),
        ("candidates", int(stats.candidates as u64)),
        ("bytes", int(stats.bytes as u64)),
        ("threshold", int(stats.threshold.into())),
        ("enabled", Value::Bool(ctx.heap.is_enabled())),
    ];
    let dict = fields.into_iter().map(|(name, value)| (Str::new(&ctx.heap, name), value)).collect::<Dict>();
    Ok(ctx.dict(dict))
}

/// Lists, dicts, structs, closures with the variables they share, and generators: what `gc_collect` counts. Strings, modules and
/// the like are left out.
fn containers(heap: &Heap) -> TypeStats {
    let all = [
        heap.stats_of::<List>(),
        heap.stats_of::<Dict>(),
        heap.stats_of::<Instance>(),
        heap.stats_of::<Closure>(),
        heap.stats_of::<Variable>(),
        heap.stats_of::<Generator>(),
    ];
    let mut total = TypeStats::default();
    for one in all {
        total.allocated += one.allocated;
        total.freed += one.freed;
    }
    total
}

/// Collects now; gives the number of objects freed.
fn collect(ctx: &mut Context, _: &mut [Value]) -> Result<Value> {
    let freed = ctx.heap.collect().freed_objects;
    Ok(Value::Int(i64::try_from(freed).unwrap_or(i64::MAX)))
}

fn finalizers_pending(ctx: &mut Context, _: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(!ctx.finalizers.is_empty()))
}
