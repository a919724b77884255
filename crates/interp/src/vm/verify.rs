//! The verifier: checks a function once, before it first runs, for everything that `window` relies on.
//!
//! Invariant: code that passes names only registers, constants, sites (of the right kind), children, captured variables and parameters that exist,
//! jumps only to its own instructions, and never runs past its end. Values need no such proof: instructions check them.

use oxbow_value::code::{Capture, Code, Entry, NOWHERE, Op, Operand, Site, SiteKind};
use oxbow_value::error::ErrorKind;
use oxbow_value::{Raise, Result};

/// Accepts a function, or says what is wrong with it. Children are verified when they first run.
#[cold]
#[inline(never)]
pub(super) fn verify(code: &Code) -> Result<()> {
    check(code).map_err(|(index, what)| {
        let message = format!("Internal error: bad code in {} at {index}: {what}", code.name);
        Raise::new(ErrorKind::RuntimeError, message)
    })?;
    let unchecked = !code.is_generator && code.params.iter().all(|param| param.ty.is_none());
    let plain = if unchecked && usize::from(code.required) == code.params.len() {
        code.required
    } else {
        Entry::CHECKED
    };
    code.entry.plain_args.set(plain);
    code.entry.verified.set(true);
    Ok(())
}

type Fault = (usize, &'static str);

fn check(code: &Code) -> Result<(), Fault> {
    check_tables(code).map_err(|what| (0, what))?;
    for (index, op) in code.ops.iter().enumerate() {
        let mut fault = None;
        op.operands(&mut |operand| {
            if let Err(what) = check_operand(code, index, operand) {
                fault = Some(what);
            }
        });
        fault.map_or(Ok(()), Err).and_then(|()| check_by_site(code, op)).map_err(|what| (index, what))?;
    }
    Ok(())
}

fn check_tables(code: &Code) -> Result<(), &'static str> {
    demand(code.ops.last().is_some_and(Op::is_terminator), "falls through its end")?;
    demand(code.ops.len() == code.spans.len(), "instructions without spans")?;
    demand(code.params.len() <= code.registers.into(), "parameters without registers")?;
    demand(usize::from(code.required) <= code.params.len(), "more required parameters than parameters")?;
    for handler in &code.handlers {
        let range = handler.start <= handler.end && handler.end as usize <= code.ops.len();
        demand(range && (handler.target as usize) < code.ops.len(), "handler out of range")?;
        demand(handler.register < code.registers, "handler register out of range")?;
    }
    for capture in code.children.iter().flat_map(|child| child.captures.iter()) {
        match *capture {
            Capture::Local(r) => demand(r < code.registers, "captured register out of range")?,
            Capture::Up(index) => demand(usize::from(index) < code.captures.len(), "capture out of range")?,
        }
    }
    Ok(())
}

fn check_operand(code: &Code, index: usize, operand: Operand) -> Result<(), &'static str> {
    match operand {
        Operand::Result(NOWHERE) => Ok(()),
        Operand::Reg(r) | Operand::Result(r) => demand(r < code.registers, "register out of range"),
        Operand::Regs(from, count) => {
            demand(u32::from(from) + count <= u32::from(code.registers), "registers out of range")
        }
        Operand::Const(k) => demand((k as usize) < code.constants.len(), "constant out of range"),
        Operand::Site(site, kind) => match code.sites.get(usize::from(site)) {
            Some(site) => demand(kind_of(site) == kind, "site of the wrong kind"),
            None => Err("site out of range"),
        },
        Operand::Up(i) => demand(usize::from(i) < code.captures.len(), "captured variable out of range"),
        Operand::Child(c) => demand(usize::from(c) < code.children.len(), "child out of range"),
        Operand::Param(p) => demand(usize::from(p) < code.params.len(), "parameter out of range"),
        Operand::Jump(off) => {
            let target = index as i64 + 1 + i64::from(off);
            demand((0..code.ops.len() as i64).contains(&target), "jump out of range")
        }
        // Module slots and built-ins belong to tables that check their own bounds.
        Operand::Slot(_) | Operand::Builtin(_) | Operand::Imm(_) | Operand::Flag(..) | Operand::Freed(_) => {
            Ok(())
        }
    }
}

/// Register ranges whose length only the site knows, what is moved out of a register while another operand is in use, and loops without a safe point.
fn check_by_site(code: &Code, op: &Op) -> Result<(), &'static str> {
    let room = |from: u16, count: usize| {
        demand(usize::from(from) + count <= code.registers.into(), "registers of a site out of range")
    };
    match *op {
        Op::NewStruct { from, site, .. } => match code.sites.get(usize::from(site)) {
            Some(Site::Struct(site)) => room(from, site.fields.len()),
            _ => Err("site of the wrong kind"),
        },
        Op::UnpackItem { dst, site, .. } => match code.sites.get(usize::from(site)) {
            Some(Site::Unpack { names, rest }) => room(dst, names.len() + usize::from(*rest)),
            _ => Err("site of the wrong kind"),
        },
        // Else a loop could run past every limit.
        Op::Jump { off } => demand(off >= 0, "jumps back without a safe point"),
        Op::CharAt { base, text, .. } => demand(text < base || text > base + 1, "takes its text"),
        Op::Push { base, list } => demand(list < base || list > base + 1, "takes its list"),
        Op::SetVar { free, var, src } => demand(free == 0 || var != src, "takes its variable"),
        Op::SetField { free, object, src, .. } => demand(free & 2 == 0 || object != src, "takes its object"),
        Op::SetIndex { free, object, src, .. } => demand(free & 4 == 0 || object != src, "takes its object"),
        _ => Ok(()),
    }
}

fn kind_of(site: &Site) -> SiteKind {
    match site {
        Site::Field(_) => SiteKind::Field,
        Site::Struct(_) => SiteKind::Struct,
        Site::Type { .. } => SiteKind::Type,
        Site::Callee { .. } => SiteKind::Callee,
        Site::Unpack { .. } => SiteKind::Unpack,
        Site::Check { .. } => SiteKind::Check,
        Site::Raise { .. } => SiteKind::Raise,
        Site::StructDecl(_) => SiteKind::StructDecl,
        Site::Method { .. } => SiteKind::Method,
    }
}

fn demand(holds: bool, what: &'static str) -> Result<(), &'static str> {
    if holds { Ok(()) } else { Err(what) }
}
