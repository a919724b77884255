//! Instructions that do the work of those behind them: a look over a finished function for fields in arithmetic and for values pushed to lists.
//!
//! Invariant: only an instruction's name changes. It does all that it did, but for numbers (or a list) it does what the next one or two would do as well,
//! and skips them. So jumps may lead behind it, errors come from the instruction that was written for them, and no distance changes.

use super::builder::{Builder, Reg};
use oxbow_value::code::{NOWHERE, Op, Site};

/// Looks for what may be fused.
pub(super) fn fuse(function: &mut Builder) {
    for index in 0..function.ops.len() {
        let fused = match function.ops[index..] {
            [
                Op::GetField { free: 0, dst, object, site },
                op,
                Op::SetField { free: 2, object: target, src, site: to },
                ..,
            ] if target == object && src == dst && object != dst && same_name(&function.sites, site, to) => {
                change(op, dst, object, site).or_else(|| operand(op, dst, object, site))
            }
            [Op::GetField { free: 0, dst, object, site }, op, ..] => operand(op, dst, object, site),
            [Op::Move { dst, src: list }, Op::CallMethod { argc: 1, dst: NOWHERE, base, site }, ..]
                if dst == base && list != base + 1 && is_named(&function.sites, site, "push") =>
            {
                Some(Op::Push { base, list })
            }
            _ => None,
        };
        if let Some(op) = fused {
            function.ops[index] = op;
        }
    }
}

/// `field = field op y`, where `field` is in `dst`.
fn change(op: Op, dst: Reg, object: Reg, site: u16) -> Option<Op> {
    Some(match op {
        Op::Add { dst: result, a, b, .. } | Op::Append { dst: result, a, b, .. }
            if result == dst && a == dst && b != dst =>
        {
            Op::FieldAdd { b: b.try_into().ok()?, dst, object, site }
        }
        Op::Sub { dst: result, a, b, .. } if result == dst && a == dst && b != dst => {
            Op::FieldSub { b: b.try_into().ok()?, dst, object, site }
        }
        Op::AddInt { dst: result, a, imm, .. } if result == dst && a == dst => {
            Op::FieldAddInt { imm: imm.try_into().ok()?, dst, object, site }
        }
        _ => return None,
    })
}

/// `x = x op field`, where `field` is in `dst` and ends there.
fn operand(op: Op, dst: Reg, object: Reg, site: u16) -> Option<Op> {
    let ends = |free: u8, result: Reg, a: Reg, b: Reg| free == 2 && result == a && b == dst && a != dst;
    Some(match op {
        Op::Add { free, dst: result, a, b } | Op::Append { free, dst: result, a, b }
            if ends(free, result, a, b) =>
        {
            Op::AddField { a: a.try_into().ok()?, dst, object, site }
        }
        Op::Sub { free, dst: result, a, b } if ends(free, result, a, b) => {
            Op::SubField { a: a.try_into().ok()?, dst, object, site }
        }
        Op::Mul { free, dst: result, a, b } if ends(free, result, a, b) => {
            Op::MulField { a: a.try_into().ok()?, dst, object, site }
        }
        _ => return None,
    })
}

/// Whether a site names this member.
fn is_named(sites: &[Site], site: u16, name: &str) -> bool {
    matches!(sites.get(usize::from(site)), Some(Site::Field(cache)) if cache.name == *name)
}

/// Whether two sites name the same member.
fn same_name(sites: &[Site], a: u16, b: u16) -> bool {
    match (sites.get(usize::from(a)), sites.get(usize::from(b))) {
        (Some(Site::Field(a)), Some(Site::Field(b))) => a.name == b.name,
        _ => false,
    }
}
