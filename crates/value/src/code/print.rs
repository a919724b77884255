//! Compiled code as text, for people and snapshots: one aligned line for each instruction.
//!
//! Invariant: the same code prints the same text (no addresses, no caches).

use super::{Code, FieldCache, NOWHERE, Op, Operand, Site};
use crate::Value;
use crate::types::TypeSpec;
use std::fmt::Write;
use std::rc::Rc;

/// The listing of `code` and then of its children, depth first.
///
/// Columns: instruction index, source line (blank when it repeats), name, operands, and behind `;` what the operands mean.
pub fn print_code(code: &Rc<Code>) -> String {
    let mut text = String::new();
    let mut waiting = vec![code.clone()];
    while let Some(code) = waiting.pop() {
        if !text.is_empty() {
            text.push('\n');
        }
        print_one(&mut text, &code);
        waiting.extend(code.children.iter().rev().cloned());
    }
    text
}

fn print_one(text: &mut String, code: &Code) {
    print_head(text, code);
    let mut last_line = 0;
    for (index, op) in code.ops.iter().enumerate() {
        let line = code.spans.get(index).map_or(0, |span| code.source.line_column(span.start).0);
        let shown = if line == last_line { String::new() } else { line.to_string() };
        last_line = line;
        let (operands, comment) = describe(code, index, op);
        let row = format!("{index:>5} {shown:>5}  {:<13} {operands:<22}", op.name());
        text.push_str(row.trim_end());
        if !comment.is_empty() {
            let pad = 50usize.saturating_sub(row.trim_end().len()).max(1);
            let _ = write!(text, "{:pad$}; {comment}", "");
        }
        text.push('\n');
    }
    for handler in &code.handlers {
        let _ = writeln!(
            text,
            "      handler {}..{} -> {} r{}",
            handler.start, handler.end, handler.target, handler.register
        );
    }
}

fn print_head(text: &mut String, code: &Code) {
    let params: Vec<String> = code.params.iter().enumerate().map(|(i, p)| param(code, i, p)).collect();
    let _ = write!(text, "fn {}({})", code.name, params.join(", "));
    let _ = write!(text, " registers {}", code.registers);
    for (on, word) in [(code.is_generator, " generator"), (code.is_internal, " internal")] {
        text.push_str(if on { word } else { "" });
    }
    if !code.captures.is_empty() {
        let captures: Vec<String> = code.captures.iter().map(|c| format!("{c:?}")).collect();
        let _ = write!(text, " captures [{}]", captures.join(", "));
    }
    text.push('\n');
}

fn param(code: &Code, index: usize, param: &super::ParamSpec) -> String {
    let ty = param.ty.as_ref().map(|t| format!(": {}", t.text)).unwrap_or_default();
    let optional = if index >= usize::from(code.required) { " = .." } else { "" };
    format!("{}{ty}{optional}", param.name)
}

/// Operands in short form, and the constants, sites, and children they stand for.
fn describe(code: &Code, index: usize, op: &Op) -> (String, String) {
    let mut operands: Vec<String> = Vec::new();
    let mut comments: Vec<String> = Vec::new();
    op.operands(&mut |operand| match operand {
        Operand::Result(NOWHERE) => operands.push("_".to_owned()),
        Operand::Reg(r) | Operand::Result(r) => operands.push(format!("r{r}")),
        Operand::Regs(r, 0) => operands.push(format!("r{r}..")),
        Operand::Regs(r, 1) => operands.push(format!("r{r}")),
        Operand::Regs(r, n) => operands.push(format!("r{r}..{}", u32::from(r) + n - 1)),
        Operand::Const(k) => {
            operands.push(format!("k{k}"));
            comments.push(code.constants.get(k as usize).map(constant).unwrap_or_default());
        }
        Operand::Site(s, _) => {
            operands.push(format!("s{s}"));
            comments.push(code.sites.get(usize::from(s)).map(site).unwrap_or_default());
        }
        Operand::Up(i) => operands.push(format!("up{i}")),
        Operand::Slot(i) => operands.push(format!("mod{i}")),
        Operand::Builtin(i) => operands.push(format!("builtin{i}")),
        Operand::Child(c) => {
            operands.push(format!("fn{c}"));
            comments.push(code.children.get(usize::from(c)).map(|c| c.name.to_string()).unwrap_or_default());
        }
        Operand::Param(p) => operands.push(format!("param{p}")),
        Operand::Jump(off) => operands.push(format!("->{}", index as i64 + 1 + i64::from(off))),
        Operand::Imm(n) => operands.push(n.to_string()),
        Operand::Flag("true", on) => operands.push(on.to_string()),
        Operand::Flag(word, on) => operands.extend(on.then(|| word.to_string())),
        Operand::Freed(0) => {}
        Operand::Freed(bits) => {
            let places: String = (0..3).filter(|i| bits & 1 << i != 0).map(|i| (b'1' + i) as char).collect();
            operands.push(format!("free{places}"));
        }
    });
    (operands.join(" "), comments.join(", "))
}

fn constant(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(b) => b.to_string(),
        Value::Int(i) => i.to_string(),
        Value::Float(f) => format!("{f:?}"),
        Value::Str(s) => quoted(s.as_str()),
        _ => "?".into(),
    }
}

/// At most 40 characters, escaped.
fn quoted(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    let rest = if short.len() < text.len() { ".." } else { "" };
    format!("{short:?}{rest}")
}

fn site(site: &Site) -> String {
    match site {
        Site::Field(FieldCache { module: Some(module), name, .. }) => format!("builtin{module}.{name}"),
        Site::Field(cache) => format!(".{}", cache.name),
        Site::Struct(s) => {
            let fields: Vec<&str> = s.fields.iter().map(|f| f.as_str()).collect();
            format!("type{} {{ {} }}", s.type_slot, fields.join(", "))
        }
        Site::Type { type_slot, member, .. } => format!("type{type_slot}.{member}"),
        Site::Callee { name, .. } => name.to_string(),
        Site::Unpack { names, rest } => {
            let names: Vec<&str> = names.iter().map(|n| n.as_str()).collect();
            format!("[{}{}]", names.join(", "), if *rest { ", ..." } else { "" })
        }
        Site::Check { ty, subject } => format!("{subject}: {}", annotation(ty)),
        Site::Raise { kind, message, .. } => format!("{}: {}", kind.name(), quoted(message.as_str())),
        Site::StructDecl(decl) => {
            let fields: Vec<String> =
                decl.fields.iter().map(|(name, ty)| format!("{name}: {}", annotation(ty))).collect();
            format!("struct {} {{ {} }}", decl.name, fields.join(", "))
        }
        Site::Method { owner, name } => format!("{owner}.{name}"),
    }
}

fn annotation(ty: &TypeSpec) -> &str {
    ty.text.as_str()
}
