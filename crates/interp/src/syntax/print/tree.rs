//! The syntax tree as an outline of s-expressions: items and statements one a line, expressions inline.
//!
//! Invariant: every part of the tree that has meaning is shown, spans are not.

use super::super::ast::*;
use super::outline::{Piece, Pieces, write};
use std::fmt::Write;

/// A compact outline of a program, for people and snapshots. Needs constant native stack.
pub(crate) fn print_ast(program: &Program) -> String {
    let mut root = vec![];
    for item in &program.items {
        print_item(item, &mut root);
        root.push("\n".into());
    }
    if let Some(main) = &program.main {
        root.extend(["(main".into(), main.into(), ")\n".into()]);
    }
    write(root, |piece, out| match piece {
        Piece::Expr(expr) => print_expr(expr, out),
        Piece::Stmt(stmt) => print_stmt(&stmt.kind, out),
        Piece::Block(block) => print_block(block, out),
        Piece::Function(function) => print_function(function, out),
        Piece::Arm(arm) => print_arm(arm, out),
        Piece::Part(StrPart::Text(text)) => out.push(quoted(text).into()),
        Piece::Part(StrPart::Expr(expr)) => out.push(expr.into()),
        plain => out.push(plain),
    })
}

fn print_item<'a>(item: &'a Item, out: &mut Pieces<'a>) {
    let export = |exported: bool| if exported { "(export " } else { "(" };
    match &item.kind {
        ItemKind::Use { .. } | ItemKind::ImportModule { .. } | ItemKind::ImportNames { .. } => {
            out.push(import_text(&item.kind).into());
        }
        ItemKind::Function { decl, exported } => {
            if *exported {
                out.push("(export ".into());
            }
            out.push(Piece::Function(decl));
            if *exported {
                out.push(")".into());
            }
            return;
        }
        ItemKind::Struct { decl, exported } => {
            out.push(export(*exported).into());
            print_struct(decl, out);
        }
        ItemKind::Enum { decl, exported } => {
            out.push(export(*exported).into());
            out.push(format!("enum {}", decl.name.name).into());
            out.extend(decl.variants.iter().map(|(name, value)| format!(" ({} {value})", name.name).into()));
        }
        ItemKind::Interface(decl) => {
            out.push(format!("(interface {}", decl.name.name).into());
            out.extend(decl.methods.iter().map(|m| format!(" {}", m.name.name).into()));
        }
        ItemKind::ExportLet(decl) => {
            out.push("(export ".into());
            print_let(decl, out);
        }
        ItemKind::ExportDefault(value) => out.extend(["(export default ".into(), value.into()]),
    }
    out.push(")".into());
}

fn import_text(kind: &ItemKind) -> String {
    match kind {
        ItemKind::Use { path, alias } => {
            let alias = alias.as_ref().map_or(String::new(), |alias| format!(" as {}", alias.name));
            format!("(use {}{alias}", join(path, "."))
        }
        ItemKind::ImportModule { path, alias, .. } => format!("(import {} as {}", quoted(path), alias.name),
        ItemKind::ImportNames { path, names, .. } => {
            let mut text = format!("(import {}", quoted(path));
            for (name, here) in names {
                let renamed = name.name != here.name;
                let alias = if renamed { format!(" as {}", here.name) } else { String::new() };
                let _ = write!(text, " ({}{alias})", name.name);
            }
            text
        }
        _ => String::new(),
    }
}

fn print_struct<'a>(decl: &'a StructDecl, out: &mut Pieces<'a>) {
    out.push(format!("struct {}{}", decl.name.name, generics(&decl.generics)).into());
    if !decl.implements.is_empty() {
        out.push(format!(" implements {}", join(&decl.implements, " ")).into());
    }
    out.extend(decl.fields.iter().map(|(name, ty)| format!(" ({} {})", name.name, type_text(ty)).into()));
}

fn print_let<'a>(decl: &'a LetDecl, out: &mut Pieces<'a>) {
    out.push(if decl.is_const { "const " } else { "let " }.into());
    out.push((&*decl.name.name).into());
    if let Some(ty) = &decl.ty {
        out.push(format!(": {}", type_text(ty)).into());
    }
    out.extend(decl.value.iter().flat_map(|value| [" ".into(), value.into()]));
}

fn print_function<'a>(function: &'a Function, out: &mut Pieces<'a>) {
    let word = match (function.is_async, function.is_generator) {
        (true, true) => "(async fn*",
        (true, false) => "(async fn",
        (false, true) => "(fn*",
        (false, false) => "(fn",
    };
    out.push(word.into());
    let owner = function.owner.as_ref().map_or(String::new(), |owner| format!("{}.", owner.name));
    if let Some(name) = &function.name {
        out.push(format!(" {owner}{}{}", name.name, generics(&function.generics)).into());
    }
    out.push(" (".into());
    for (index, param) in function.params.iter().enumerate() {
        out.push(if index > 0 { " " } else { "" }.into());
        out.push((&*param.name.name).into());
        if let Some(ty) = &param.ty {
            out.push(format!(": {}", type_text(ty)).into());
        }
        out.extend(param.default.iter().flat_map(|default| [" = ".into(), default.into()]));
    }
    out.push(")".into());
    if let Some(ty) = &function.result {
        out.push(format!(" -> {}", type_text(ty)).into());
    }
    out.extend([(&function.body).into(), ")".into()]);
}

fn print_block<'a>(block: &'a Block, out: &mut Pieces<'a>) {
    out.push(Piece::Indent);
    for statement in &block.statements {
        out.extend([Piece::Line, Piece::Stmt(statement)]);
    }
    out.push(Piece::Dedent);
}

fn print_stmt<'a>(kind: &'a StmtKind, out: &mut Pieces<'a>) {
    match kind {
        StmtKind::Block(block) => out.extend(["(block".into(), block.into()]),
        StmtKind::Let(decl) => {
            out.push("(".into());
            print_let(decl, out);
        }
        StmtKind::LetPattern { is_const, pattern, value } => {
            let word = if *is_const { "const" } else { "let" };
            out.extend([format!("({word} {} ", pattern_text(pattern)).into(), value.into()]);
        }
        StmtKind::Function(function) => return out.push(Piece::Function(function)),
        StmtKind::Struct(decl) => {
            out.push("(".into());
            print_struct(decl, out);
        }
        StmtKind::If { condition, then, otherwise } => {
            out.extend(["(if ".into(), condition.into(), then.into()]);
            if let Some(otherwise) = otherwise {
                out.extend([Piece::Line, "else ".into(), Piece::Stmt(otherwise)]);
            }
        }
        StmtKind::While { condition, body } => out.extend(["(while ".into(), condition.into(), body.into()]),
        StmtKind::For { pattern, iterable, body } => {
            out.extend([format!("(for {} ", pattern_text(pattern)).into(), iterable.into(), body.into()]);
        }
        StmtKind::Break => out.push("(break".into()),
        StmtKind::Continue => out.push("(continue".into()),
        StmtKind::Return(None) => out.push("(return".into()),
        StmtKind::Return(Some(value)) => out.extend(["(return ".into(), value.into()]),
        StmtKind::Throw(value) => out.extend(["(throw ".into(), value.into()]),
        StmtKind::Try { body, error, handler, finally } => {
            out.extend(["(try".into(), body.into(), Piece::Line]);
            out.extend([format!("catch {}", error.name).into(), handler.into()]);
            if let Some(finally) = finally {
                out.extend([Piece::Line, "finally".into(), finally.into()]);
            }
        }
        StmtKind::Expr(expr) => return out.push(expr.into()),
    }
    out.push(")".into());
}

fn print_expr<'a>(expr: &'a Expr, out: &mut Pieces<'a>) {
    let mut form = |head: String, parts: &[&'a Expr]| {
        out.push("(".into());
        out.push(head.into());
        out.extend(parts.iter().flat_map(|part| [" ".into(), (*part).into()]));
        out.push(")".into());
    };
    match &expr.kind {
        ExprKind::Null => out.push("null".into()),
        ExprKind::Bool(value) => out.push(value.to_string().into()),
        ExprKind::Int(value) => out.push(value.to_string().into()),
        ExprKind::Float(value) => out.push(format!("{value:?}").into()),
        ExprKind::Str(value) => out.push(quoted(value).into()),
        ExprKind::Name(name) => out.push((&*name.name).into()),
        ExprKind::Binary { op, left, right, .. } => form(binary_text(*op).into(), &[left, right]),
        ExprKind::Logic { op, left, right } => form(logic_text(*op).into(), &[left, right]),
        ExprKind::Unary { op: UnaryOp::Neg, operand } => form("neg".into(), &[operand]),
        ExprKind::Unary { op: UnaryOp::Not, operand } => form("not".into(), &[operand]),
        ExprKind::Range { start, end, inclusive } => {
            form(if *inclusive { "..=" } else { ".." }.into(), &[start, end]);
        }
        ExprKind::Assign { op, target, value, .. } => form(assign_text(*op), &[target, value]),
        ExprKind::Call { callee, args } => {
            form("call".into(), &std::iter::once(&**callee).chain(args).collect::<Vec<_>>());
        }
        ExprKind::Index { object, index } => form("index".into(), &[object, index]),
        ExprKind::Pipe { left, right } => form("|>".into(), &[left, right]),
        ExprKind::If { condition, then, otherwise } => form("if".into(), &[condition, then, otherwise]),
        ExprKind::Yield(value) => form("yield".into(), &[value]),
        ExprKind::List(items) => form("list".into(), &items.iter().collect::<Vec<_>>()),
        ExprKind::Lambda(function) => out.push(Piece::Function(function)),
        _ => print_mixed(expr, out),
    }
}

/// Expressions with parts that are not expressions.
fn print_mixed<'a>(expr: &'a Expr, out: &mut Pieces<'a>) {
    match &expr.kind {
        ExprKind::Interpolated(parts) => {
            out.push("(interpolate".into());
            out.extend(parts.iter().flat_map(|part| [" ".into(), Piece::Part(part)]));
        }
        ExprKind::Dict(entries) => {
            out.push("(dict".into());
            for (key, value) in entries {
                out.extend([" (".into(), key.into(), " ".into(), value.into(), ")".into()]);
            }
        }
        ExprKind::New { module, name, fields } => {
            let module = module.as_ref().map_or(String::new(), |module| format!("{}.", module.name));
            out.push(format!("(new {module}{}", name.name).into());
            for (name, value) in fields {
                out.extend([format!(" ({} ", name.name).into(), value.into(), ")".into()]);
            }
        }
        ExprKind::Member { object, name, optional } => {
            out.push(if *optional { "(?. " } else { "(. " }.into());
            out.extend([(&**object).into(), format!(" {}", name.name).into()]);
        }
        ExprKind::Slice { object, start, end } => {
            out.extend(["(slice ".into(), (&**object).into()]);
            for bound in [start, end] {
                out.push(" ".into());
                out.push(bound.as_deref().map_or("_".into(), Piece::Expr));
            }
        }
        ExprKind::Match { subject, arms } => {
            out.extend(["(match ".into(), (&**subject).into(), Piece::Indent]);
            out.extend(arms.iter().flat_map(|arm| [Piece::Line, Piece::Arm(arm)]));
            out.push(Piece::Dedent);
        }
        _ => {}
    }
    out.push(")".into());
}

fn print_arm<'a>(arm: &'a MatchArm, out: &mut Pieces<'a>) {
    match &arm.pattern {
        MatchPattern::Any => out.push("_".into()),
        MatchPattern::Bind(name) => out.push(format!("bind {}", name.name).into()),
        MatchPattern::Value(value) => out.push(value.into()),
        MatchPattern::List(elements) => {
            out.push("(elements".into());
            for element in elements {
                match element {
                    MatchElement::Bind(name) => out.push(format!(" bind {}", name.name).into()),
                    MatchElement::Value(value) => out.extend([" ".into(), value.into()]),
                }
            }
            out.push(")".into());
        }
    }
    out.extend(arm.guard.iter().flat_map(|guard| [" if ".into(), guard.into()]));
    out.extend([" => ".into(), (&arm.body).into()]);
}

fn pattern_text(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Name(name) => name.name.to_string(),
        Pattern::List { names, rest, .. } => {
            let rest = rest.iter().map(|rest| format!("...{}", rest.name));
            let names = names.iter().map(|name| name.name.to_string()).chain(rest);
            format!("[{}]", names.collect::<Vec<_>>().join(" "))
        }
        Pattern::Dict { names, .. } => format!("{{{}}}", join(names, " ")),
    }
}

fn type_text(ty: &Type) -> String {
    let mut text = String::new();
    for (index, TypeName { module, name }) in ty.alternatives.iter().enumerate() {
        let bar = if index > 0 { "|" } else { "" };
        let module = module.as_ref().map_or(String::new(), |module| format!("{}.", module.name));
        let _ = write!(text, "{bar}{module}{}", name.name);
    }
    text + if ty.nullable { "?" } else { "" }
}

fn generics(names: &[Ident]) -> String {
    if names.is_empty() { String::new() } else { format!("<{}>", join(names, " ")) }
}

fn join(names: &[Ident], separator: &str) -> String {
    names.iter().map(|name| &*name.name).collect::<Vec<_>>().join(separator)
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}

fn binary_text(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Rem => "%",
        BinaryOp::Eq => "==",
        BinaryOp::Ne => "!=",
        BinaryOp::Lt => "<",
        BinaryOp::Le => "<=",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => ">=",
        BinaryOp::In => "in",
        BinaryOp::NotIn => "not-in",
    }
}

fn logic_text(op: LogicOp) -> &'static str {
    match op {
        LogicOp::And => "&&",
        LogicOp::Or => "||",
        LogicOp::Coalesce => "??",
    }
}

fn assign_text(op: AssignOp) -> String {
    match op {
        AssignOp::Set => "=".into(),
        AssignOp::Compound(op) => format!("{}=", binary_text(op)),
        AssignOp::Coalesce => "??=".into(),
    }
}
