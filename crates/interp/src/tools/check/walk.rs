//! One walk over a file: what is read, declared, called and reached.

use super::Finding;
use super::calls::Member;
use super::items::imported_types;
use super::scopes::{Found, Kind, Scopes, names_of};
use crate::compile::deep;
use crate::embed::Unit;
use crate::syntax::Diagnostic;
use crate::syntax::ast::*;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// What programs find without declaring it.
pub(crate) struct World<'a> {
    /// Is this a standard module or one of the host?
    pub(crate) is_module: &'a dyn Fn(&str) -> bool,
    /// What is known of a member of such a module, or without a module of a built-in function.
    pub(crate) member: &'a dyn Fn(Option<&str>, &str) -> Member,
    /// Hint for an undefined name, given those of the file.
    pub(crate) hint: &'a dyn Fn(&str, &mut dyn Iterator<Item = &str>) -> Option<String>,
}

/// Struct and method.
type MethodName = (Rc<str>, Rc<str>);

/// The state of checking one file.
pub(super) struct Checker<'a> {
    pub(super) unit: &'a Unit,
    pub(super) world: &'a World<'a>,
    pub(super) scopes: Scopes,
    /// Fields of the structs of this file; those of a struct that is declared twice are not known.
    pub(super) structs: HashMap<Rc<str>, Vec<Rc<str>>>,
    pub(super) enums: HashMap<Rc<str>, Vec<Rc<str>>>,
    /// Methods of the file's structs; `None` for one that is declared twice.
    pub(super) methods: HashMap<MethodName, Option<Rc<Function>>>,
    /// Types of imported files, and the names their files are bound to here.
    imported: HashMap<Rc<str>, Vec<Rc<str>>>,
    /// `debug.env()` shows all variables.
    pub(super) sees_environment: bool,
    undefined: HashSet<(Rc<str>, u32)>,
    found: Vec<Finding>,
}

/// The warnings about the last of these units, in source order.
pub(crate) fn warnings(units: &[Unit], world: &World<'_>) -> Vec<Finding> {
    let Some(unit) = units.last() else { return vec![] };
    let mut checker = Checker {
        unit,
        world,
        scopes: Scopes::default(),
        structs: HashMap::new(),
        enums: HashMap::new(),
        methods: HashMap::new(),
        imported: imported_types(units),
        sees_environment: false,
        undefined: HashSet::new(),
        found: vec![],
    };
    checker.file();
    checker.found.sort_by_key(|finding| finding.diagnostic.span.start);
    checker.found
}

impl Checker<'_> {
    pub(super) fn warn(&mut self, rule: &'static str, warning: Diagnostic) {
        self.found.push(Finding::warning(rule, warning, &self.unit.source));
    }

    fn file(&mut self) {
        let unit = self.unit;
        self.scopes.open(true);
        for item in &unit.program.items {
            self.announce_item(&item.kind);
        }
        for item in &unit.program.items {
            self.item(&item.kind);
        }
        if let Some(main) = &unit.program.main {
            self.scopes.open(true);
            self.block(main, false);
            self.scopes.close();
        }
        self.report_unused();
    }

    /// A type is named: not a read of a variable, but a use.
    pub(super) fn types(&mut self, ty: Option<&Type>) {
        for TypeName { module, name } in ty.iter().flat_map(|ty| &ty.alternatives) {
            self.mention(module.as_ref().unwrap_or(name));
        }
    }

    /// A name is used in a place where it may also mean nothing.
    pub(super) fn mention(&mut self, name: &Ident) {
        if let Found::Symbol(index) = self.scopes.find(&name.name) {
            self.scopes.read(index);
        }
        for file in self.imported.get(&name.name).cloned().unwrap_or_default() {
            if let Found::Symbol(index) = self.scopes.find(&file) {
                self.scopes.read(index);
            }
        }
    }

    /// A name is read, or with `write` assigned to.
    fn name(&mut self, name: &Ident, write: bool) {
        match self.scopes.find(&name.name) {
            Found::Symbol(index) if write => self.scopes.symbols[index].writes += 1,
            Found::Symbol(index) => self.scopes.read(index),
            Found::Later(span) => {
                let warning =
                    Diagnostic::new(format!("variable '{}' is not declared yet", name.name), name.span);
                self.warn("undefined-name", warning.label(span, "its declaration comes later"));
            }
            Found::Nothing if self.imported.contains_key(&name.name) => self.mention(name),
            Found::Nothing => {
                let known = !matches!((self.world.member)(None, &name.name), Member::Missing(_));
                if !known
                    && !(self.world.is_module)(&name.name)
                    && self.undefined.insert((name.name.clone(), name.span.start))
                {
                    let hint = (self.world.hint)(&name.name, &mut self.scopes.visible());
                    let warning = Diagnostic::new(format!("undefined variable '{}'", name.name), name.span);
                    self.warn("undefined-name", hint.into_iter().fold(warning, Diagnostic::hint));
                }
            }
        }
    }

    /// A function's parameters and body.
    pub(super) fn function(&mut self, function: &Rc<Function>) {
        let own = function.name.as_ref().filter(|_| function.owner.is_none());
        let own = own.and_then(|name| match self.scopes.find(&name.name) {
            Found::Symbol(index) => Some(index),
            _ => None,
        });
        let fixed = function.name.is_none() || function.owner.is_some();
        function.owner.iter().for_each(|owner| self.mention(owner));
        self.scopes.inside.extend(own);
        self.scopes.open(true);
        for param in &function.params {
            self.types(param.ty.as_ref());
            param.default.iter().for_each(|default| self.expr(default));
            self.scopes.declare(&param.name, if fixed { Kind::Fixed } else { Kind::Parameter });
        }
        self.report_repeated(
            "parameter",
            function.params.iter().map(|p| (p.name.name.to_string(), p.name.span)),
        );
        self.types(function.result.as_ref());
        self.block(&function.body, true);
        self.scopes.close();
        if own.is_some() {
            self.scopes.inside.pop();
        }
    }

    /// A block with a scope of its own; `result`: the value of its last statement is that of the function.
    fn block(&mut self, block: &Block, result: bool) {
        self.scopes.open(false);
        self.scopes.announce_block(block);
        for (index, statement) in block.statements.iter().enumerate() {
            self.statement(statement, result && index + 1 == block.statements.len());
        }
        self.scopes.close();
        self.report_unreachable(block);
    }

    fn statement(&mut self, statement: &Stmt, result: bool) {
        deep(|| match &statement.kind {
            StmtKind::Block(block) => self.block(block, result),
            StmtKind::Let(decl) => {
                self.types(decl.ty.as_ref());
                decl.value.iter().for_each(|value| self.expr(value));
                self.passed(&decl.name, result);
            }
            StmtKind::LetPattern { pattern, value, .. } => {
                self.expr(value);
                names_of(pattern).into_iter().for_each(|name| self.passed(name, result));
            }
            StmtKind::Function(function) => {
                match &function.name {
                    Some(name) if function.owner.is_none() => self.scopes.passed(name),
                    _ => self.method(function),
                }
                self.function(function);
            }
            StmtKind::Struct(decl) => {
                self.scopes.passed(&decl.name);
                self.struct_(decl);
                self.struct_types(decl);
            }
            StmtKind::If { condition, then, otherwise } => {
                self.expr(condition);
                self.block(then, result);
                otherwise.iter().for_each(|otherwise| self.statement(otherwise, result));
            }
            StmtKind::While { condition, body } => {
                self.expr(condition);
                self.block(body, false);
            }
            StmtKind::For { pattern, iterable, body } => {
                self.expr(iterable);
                self.scopes.open(false);
                for name in names_of(pattern) {
                    self.scopes.declare(name, Kind::LoopVariable);
                }
                self.block(body, false);
                self.scopes.close();
            }
            StmtKind::Break | StmtKind::Continue | StmtKind::Return(None) => {}
            StmtKind::Return(Some(value)) | StmtKind::Throw(value) => self.expr(value),
            StmtKind::Try { body, error, handler, finally } => {
                self.block(body, result);
                self.scopes.open(false);
                self.scopes.declare(error, Kind::Fixed);
                self.block(handler, result);
                self.scopes.close();
                finally.iter().for_each(|finally| self.block(finally, result));
            }
            StmtKind::Expr(Expr { kind: ExprKind::Assign { target, value, .. }, .. }) if !result => {
                self.expr(value);
                self.target(target);
            }
            StmtKind::Expr(expr) => self.expr(expr),
        });
    }

    /// A declaration was passed; as the result of a function its value is used.
    fn passed(&mut self, name: &Ident, result: bool) {
        self.scopes.passed(name);
        if let Some(symbol) = self.scopes.here(name).filter(|_| result) {
            symbol.reads += 1;
        }
    }

    fn target(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => self.name(name, true),
            _ => self.expr(target),
        }
    }

    pub(super) fn expr(&mut self, expr: &Expr) {
        deep(|| self.expr_inside(expr));
    }

    fn expr_inside(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) => self.name(name, false),
            ExprKind::Dict(entries) => self.check_keys(entries),
            ExprKind::New { module, name, fields } => {
                self.mention(module.as_ref().unwrap_or(name));
                if module.is_none() {
                    self.check_fields(name, fields);
                }
            }
            ExprKind::Call { callee, args } => self.check_call(callee, args.len(), expr.span),
            ExprKind::Pipe { right, .. } => return self.pipe(expr, right),
            ExprKind::Member { object, name, .. } => {
                if let ExprKind::Name(object) = &object.kind {
                    self.sees_environment |= &*object.name == "debug" && &*name.name == "env";
                    self.check_member(object, name);
                }
            }
            ExprKind::Assign { target, value, .. } => {
                self.expr(value);
                self.target(target);
                if let ExprKind::Name(name) = &target.kind {
                    self.name(name, false);
                }
                return;
            }
            ExprKind::Lambda(function) => return self.function(function),
            ExprKind::Match { subject, arms } => {
                self.expr(subject);
                return arms.iter().for_each(|arm| self.arm(arm));
            }
            _ => {}
        }
        expr.for_each_child(&mut |child| self.expr(child));
    }

    /// `left |> right`: a call on the right gets one argument more.
    fn pipe(&mut self, expr: &Expr, right: &Expr) {
        match &right.kind {
            ExprKind::Call { callee, args } => {
                self.check_call(callee, args.len() + 1, right.span);
                right.for_each_child(&mut |child| self.expr(child));
            }
            _ => {
                self.check_call(right, 1, right.span);
                self.expr(right);
            }
        }
        if let ExprKind::Pipe { left, .. } = &expr.kind {
            self.expr(left);
        }
    }

    fn arm(&mut self, arm: &MatchArm) {
        self.scopes.open(false);
        match &arm.pattern {
            MatchPattern::Any => {}
            MatchPattern::Bind(name) => {
                self.scopes.declare(name, Kind::Variable);
            }
            MatchPattern::Value(value) => self.expr(value),
            MatchPattern::List(elements) => {
                for element in elements {
                    match element {
                        MatchElement::Bind(name) => {
                            self.scopes.declare(name, Kind::Variable);
                        }
                        MatchElement::Value(value) => self.expr(value),
                    }
                }
            }
        }
        arm.guard.iter().for_each(|guard| self.expr(guard));
        self.expr(&arm.body);
        self.scopes.close();
    }
}
