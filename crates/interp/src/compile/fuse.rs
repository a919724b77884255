//! Instructions that do the work of those behind them: a look over a finished function for fields and elements in arithmetic, and for methods of lists and strings.
//!
//! Invariant: only an instruction's name changes. It does all that it did, but for numbers (or a receiver of the usual kind) it does what the next one or two would do as well,
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
            [Op::GetIndex { free: 0, dst, object, index }, op, ..] => element(op, dst, object, index),
            [Op::Move { dst: to, src }, Op::CallMethod { argc: 1, dst, base, site }, ..]
                if to == base && (src < base || src > base + 1) =>
            {
                method(&function.sites, site, dst, base, src)
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
    let a = changed(op, dst)?;
    Some(match op {
        Op::Sub { .. } => Op::SubField { a, dst, object, site },
        Op::Mul { .. } => Op::MulField { a, dst, object, site },
        _ => Op::AddField { a, dst, object, site },
    })
}

/// `x = x op element`, where `element` is in `dst` and ends there.
fn element(op: Op, dst: Reg, object: Reg, index: Reg) -> Option<Op> {
    let a = changed(op, dst)?;
    Some(match op {
        Op::Sub { .. } => Op::SubIndex { a, dst, object, index },
        Op::Mul { .. } => Op::MulIndex { a, dst, object, index },
        _ => Op::AddIndex { a, dst, object, index },
    })
}

/// The register that `x = x op y` changes, if the operator is `+`, `-` or `*` and `y` is in `ends`, which is let go of.
fn changed(op: Op, ends: Reg) -> Option<u8> {
    let (Op::Add { free: 2, dst, a, b }
    | Op::Append { free: 2, dst, a, b }
    | Op::Sub { free: 2, dst, a, b }
    | Op::Mul { free: 2, dst, a, b }) = op
    else {
        return None;
    };
    let fits = dst == a && b == ends && a != ends;
    fits.then(|| a.try_into().ok()).flatten()
}

/// Methods that are done where their receiver would be loaded, if it is of the usual kind.
fn method(sites: &[Site], site: u16, dst: Reg, base: Reg, receiver: Reg) -> Option<Op> {
    let Some(Site::Field(cache)) = sites.get(usize::from(site)) else { return None };
    match cache.name.as_str() {
        "push" if dst == NOWHERE => Some(Op::Push { base, list: receiver }),
        "char_at" => Some(Op::CharAt { dst, base, text: receiver }),
        _ => None,
    }
}

/// Whether two sites name the same member.
fn same_name(sites: &[Site], a: u16, b: u16) -> bool {
    match (sites.get(usize::from(a)), sites.get(usize::from(b))) {
        (Some(Site::Field(a)), Some(Site::Field(b))) => a.name == b.name,
        _ => false,
    }
}
