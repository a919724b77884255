//! The syntax tree: what the parser hands to the compiler.
//!
//! Invariant: every node carries the span of the source text it came from; the tree says what was written, names are
//! not resolved yet. Desugaring is done only where the language defines one form by another (`async`, `await`,
//! parentheses vanish; interpolated strings are kept as parts).

use super::span::Span;
use std::rc::Rc;

/// A name with its place.
#[derive(Clone, Debug)]
pub(crate) struct Ident {
    /// The text of the name.
    pub(crate) name: Rc<str>,
    /// Where it stands.
    pub(crate) span: Span,
}

/// A whole file.
#[derive(Debug, Default)]
pub(crate) struct Program {
    /// Top-level items in source order.
    pub(crate) items: Vec<Item>,
    /// The `main` block, if there is one.
    pub(crate) main: Option<Block>,
    /// Not a program but a sequence of statements: they are the block in `main`, and its last value is the result.
    pub(crate) is_bare: bool,
}

/// A top-level item.
#[derive(Debug)]
pub(crate) struct Item {
    /// What it is.
    pub(crate) kind: ItemKind,
    /// The whole item.
    pub(crate) span: Span,
}

/// The kinds of top-level items.
#[derive(Debug)]
pub(crate) enum ItemKind {
    /// `use a.b.c [as n]`: dotted path and bound name.
    Use { path: Vec<Ident>, alias: Option<Ident> },
    /// `import "path" as n`, `import * as n from "path"`.
    ImportModule { path: Rc<str>, path_span: Span, alias: Ident },
    /// `import { a, b as c } from "path"`: (name in the module, name here).
    ImportNames { path: Rc<str>, path_span: Span, names: Vec<(Ident, Ident)> },
    /// `fn`, `async fn`, `fn Type.m`; exported or not.
    Function { decl: Rc<Function>, exported: bool },
    /// `struct`.
    Struct { decl: Rc<StructDecl>, exported: bool },
    /// `enum`.
    Enum { decl: EnumDecl, exported: bool },
    /// `interface`.
    Interface(InterfaceDecl),
    /// `export let` / `export const`.
    ExportLet(LetDecl),
    /// `export default e`.
    ExportDefault(Expr),
}

/// A function, method or lambda.
#[derive(Debug)]
pub(crate) struct Function {
    /// Name; lambdas have `None`.
    pub(crate) name: Option<Ident>,
    /// `Some(Type)` for `fn Type.name(..)`.
    pub(crate) owner: Option<Ident>,
    /// Generic parameters; they accept any type.
    pub(crate) generics: Vec<Ident>,
    /// Parameters in order.
    pub(crate) params: Vec<Param>,
    /// Declared result type.
    pub(crate) result: Option<Type>,
    /// The body.
    pub(crate) body: Block,
    /// Its own body (not nested functions) contains `yield`.
    pub(crate) is_generator: bool,
    /// Written with `async` (has no effect at run time).
    pub(crate) is_async: bool,
    /// The whole function.
    pub(crate) span: Span,
}

/// A parameter.
#[derive(Debug)]
pub(crate) struct Param {
    /// Its name.
    pub(crate) name: Ident,
    /// Its annotation.
    pub(crate) ty: Option<Type>,
    /// Default value.
    pub(crate) default: Option<Expr>,
}

/// A type annotation.
#[derive(Clone, Debug)]
pub(crate) struct Type {
    /// Alternatives of a union; one for a plain type.
    pub(crate) alternatives: Vec<TypeName>,
    /// `?` was written: null is accepted as well.
    pub(crate) nullable: bool,
    /// The whole annotation.
    pub(crate) span: Span,
}

/// One name in a type annotation; type arguments are parsed and dropped.
#[derive(Clone, Debug)]
pub(crate) struct TypeName {
    /// `mod` of `mod.Name`.
    pub(crate) module: Option<Ident>,
    /// The name (`function` for any spelling of the keyword).
    pub(crate) name: Ident,
}

/// `struct Name implements I { field: T .. }`.
#[derive(Debug)]
pub(crate) struct StructDecl {
    /// Its name.
    pub(crate) name: Ident,
    /// Generic parameters.
    pub(crate) generics: Vec<Ident>,
    /// Promised interfaces.
    pub(crate) implements: Vec<Ident>,
    /// Fields in order.
    pub(crate) fields: Vec<(Ident, Type)>,
    /// The whole declaration.
    pub(crate) span: Span,
}

/// `enum Name { A, B = 5 }`, values already computed.
#[derive(Debug)]
pub(crate) struct EnumDecl {
    /// Its name.
    pub(crate) name: Ident,
    /// Variants with their values.
    pub(crate) variants: Vec<(Ident, i64)>,
    /// The whole declaration.
    pub(crate) span: Span,
}

/// `interface Name { fn m(..) .. }`.
#[derive(Debug)]
pub(crate) struct InterfaceDecl {
    /// Its name.
    pub(crate) name: Ident,
    /// The required methods.
    pub(crate) methods: Vec<Signature>,
    /// The whole declaration.
    pub(crate) span: Span,
}

/// A method that an interface requires; parameters and result say how it is meant, they are not compared.
#[derive(Debug)]
pub(crate) struct Signature {
    /// Its name.
    pub(crate) name: Ident,
    /// Parameters in order.
    pub(crate) params: Vec<Param>,
    /// Declared result type.
    pub(crate) result: Option<Type>,
}

/// `{ .. }`.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// Statements in order.
    pub(crate) statements: Vec<Stmt>,
    /// From brace to brace.
    pub(crate) span: Span,
}

/// A statement.
#[derive(Debug)]
pub(crate) struct Stmt {
    /// What it is.
    pub(crate) kind: StmtKind,
    /// The whole statement.
    pub(crate) span: Span,
}

/// `let` / `const` of one name.
#[derive(Debug)]
pub(crate) struct LetDecl {
    /// Declared with `const`.
    pub(crate) is_const: bool,
    /// The name.
    pub(crate) name: Ident,
    /// Annotation.
    pub(crate) ty: Option<Type>,
    /// Initial value.
    pub(crate) value: Option<Expr>,
}

/// What `let`, `for` destructure into.
#[derive(Debug)]
pub(crate) enum Pattern {
    /// One name.
    Name(Ident),
    /// `[a, b, ...r]`.
    List { names: Vec<Ident>, rest: Option<Ident>, span: Span },
    /// `{a, b}`.
    Dict { names: Vec<Ident>, span: Span },
}

/// The kinds of statements.
#[derive(Debug)]
pub(crate) enum StmtKind {
    /// `{ .. }`.
    Block(Block),
    /// `let n: T = e`, `const n = e`.
    Let(LetDecl),
    /// `let [a, b] = e`, `let {a, b} = e`; never `Pattern::Name`.
    LetPattern { is_const: bool, pattern: Pattern, value: Expr },
    /// Local function or method.
    Function(Rc<Function>),
    /// Local struct.
    Struct(Rc<StructDecl>),
    /// `if c s [else s]`; a single statement is wrapped in a block of its own (same scope rules).
    If { condition: Expr, then: Block, otherwise: Option<Box<Stmt>> },
    /// `while c s`.
    While { condition: Expr, body: Block },
    /// `for n in e s`.
    For { pattern: Pattern, iterable: Expr, body: Block },
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// `return [e]`.
    Return(Option<Expr>),
    /// `throw e`.
    Throw(Expr),
    /// `try .. catch (n) .. [finally ..]`.
    Try { body: Block, error: Ident, handler: Block, finally: Option<Block> },
    /// An expression, assignment or match for its effect (and as an implicit result).
    Expr(Expr),
}

/// An expression.
#[derive(Debug)]
pub(crate) struct Expr {
    /// What it is.
    pub(crate) kind: ExprKind,
    /// Its text, without surrounding parentheses.
    pub(crate) span: Span,
}

/// A binary operator that evaluates both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `in`
    In,
    /// `not in`
    NotIn,
}

/// An operator that may skip its right side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogicOp {
    /// `&&`, `and`: yields a bool.
    And,
    /// `||`, `or`: yields a bool.
    Or,
    /// `??`.
    Coalesce,
}

/// A prefix operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnaryOp {
    /// `-`
    Neg,
    /// `!`, `not`
    Not,
}

/// How an assignment combines old and new value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AssignOp {
    /// `=`
    Set,
    /// `+=` .. `%=`
    Compound(BinaryOp),
    /// `??=`
    Coalesce,
}

/// A piece of an interpolated string.
#[derive(Debug)]
pub(crate) enum StrPart {
    /// Text as it stands, escapes resolved.
    Text(Rc<str>),
    /// `${expr}` or `{expr}`.
    Expr(Expr),
}

/// One arm of a match.
#[derive(Debug)]
pub(crate) struct MatchArm {
    /// What the subject is tried against.
    pub(crate) pattern: MatchPattern,
    /// `if cond`.
    pub(crate) guard: Option<Expr>,
    /// The result.
    pub(crate) body: Expr,
    /// The whole arm.
    pub(crate) span: Span,
}

/// A pattern of a match arm.
#[derive(Debug)]
pub(crate) enum MatchPattern {
    /// `_`
    Any,
    /// A lone identifier: binds.
    Bind(Ident),
    /// `[p, ..]`: exact length.
    List(Vec<MatchElement>),
    /// Any other expression: compared.
    Value(Expr),
}

/// An element of a list pattern.
#[derive(Debug)]
pub(crate) enum MatchElement {
    /// Identifier: binds. `_` binds nothing.
    Bind(Ident),
    /// Compared with the element.
    Value(Expr),
}

/// The kinds of expressions.
#[derive(Debug)]
pub(crate) enum ExprKind {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// Integer literal; `-9223372036854775808` is folded by the parser.
    Int(i64),
    /// Float literal.
    Float(f64),
    /// String without interpolation.
    Str(Rc<str>),
    /// String with interpolation.
    Interpolated(Vec<StrPart>),
    /// A name read.
    Name(Ident),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `{k: v}`; keys are expressions.
    Dict(Vec<(Expr, Expr)>),
    /// `new [mod.]Name { f: e }`.
    New { module: Option<Ident>, name: Ident, fields: Vec<(Ident, Expr)> },
    /// `a op b`
    Binary { op: BinaryOp, op_span: Span, left: Box<Expr>, right: Box<Expr> },
    /// `a && b`, `a || b`, `a ?? b`
    Logic { op: LogicOp, left: Box<Expr>, right: Box<Expr> },
    /// `-a`, `!a`
    Unary { op: UnaryOp, operand: Box<Expr> },
    /// `a..b`, `a..=b`
    Range { start: Box<Expr>, end: Box<Expr>, inclusive: bool },
    /// `target = value` and its compound forms; target is Name, Member or Index.
    Assign { op: AssignOp, op_span: Span, target: Box<Expr>, value: Box<Expr> },
    /// `f(args)`; a callee of kind Member is a method call.
    Call { callee: Box<Expr>, args: Vec<Expr> },
    /// `a.name`, `a?.name`
    Member { object: Box<Expr>, name: Ident, optional: bool },
    /// `a[i]`
    Index { object: Box<Expr>, index: Box<Expr> },
    /// `a[i:j]`
    Slice { object: Box<Expr>, start: Option<Box<Expr>>, end: Option<Box<Expr>> },
    /// `left |> right`. A right side of kind Call gets `left` as its first argument, else it is called with it.
    Pipe { left: Box<Expr>, right: Box<Expr> },
    /// A lambda.
    Lambda(Rc<Function>),
    /// `if c { a } else { b }` as a value.
    If { condition: Box<Expr>, then: Box<Expr>, otherwise: Box<Expr> },
    /// `match e { .. }`
    Match { subject: Box<Expr>, arms: Vec<MatchArm> },
    /// `yield e`
    Yield(Box<Expr>),
}
