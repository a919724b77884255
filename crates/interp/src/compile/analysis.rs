//! First pass over a file: which variables are shared with closures, and which are assigned after their declaration.
//!
//! It walks the tree with the same scope rules as the code generator (names appear in a scope when their declaration is reached; a
//! closure sees those that stand in enclosing scopes at any time), so both agree on what a name may mean.
//!
//! Invariant: scopes are identified by the address of the tree node that opens them; the tree does not move while a file is compiled.

use super::scalars::Sources;
use crate::syntax::ast::*;
use std::collections::HashSet;
use std::rc::Rc;

/// A variable: the scope that declares it, and its name.
pub(super) type VarKey = (usize, Rc<str>);

/// The address that identifies a scope-opening node.
pub(super) fn key<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}

/// What the pass found out.
#[derive(Default)]
pub(super) struct Facts {
    captured: HashSet<VarKey>,
    assigned: HashSet<VarKey>,
    scalars: HashSet<VarKey>,
}

impl Facts {
    /// Whether a closure may refer to the variable.
    pub(super) fn is_captured(&self, scope: usize, name: &Rc<str>) -> bool {
        self.captured.contains(&(scope, name.clone()))
    }

    /// Whether the variable may change after its first declaration.
    pub(super) fn is_assigned(&self, scope: usize, name: &Rc<str>) -> bool {
        self.assigned.contains(&(scope, name.clone()))
    }

    /// Whether the variable never holds a reference.
    pub(super) fn is_scalar(&self, scope: usize, name: &Rc<str>) -> bool {
        self.scalars.contains(&(scope, name.clone()))
    }
}

/// Analyses every function of a file; `open`: what stands at the top of its statements becomes variables of the module.
pub(super) fn analyse(program: &Program, open: bool) -> Facts {
    let mut walk = Walk::default();
    for item in &program.items {
        match &item.kind {
            ItemKind::Function { decl, .. } => walk.function(decl),
            ItemKind::ExportLet(LetDecl { value: Some(value), .. }) | ItemKind::ExportDefault(value) => {
                walk.expr(value)
            }
            _ => {}
        }
    }
    if let Some(main) = &program.main {
        walk.depth += 1;
        walk.block_with(main, if open && program.is_bare { Vec::new() } else { declared_names(main) });
        walk.depth -= 1;
    }
    walk.facts.scalars = walk.sources.solve();
    walk.facts
}

/// The names a block declares directly, in order, each once.
pub(super) fn declared_names(block: &Block) -> Vec<Rc<str>> {
    let mut names: Vec<Rc<str>> = Vec::new();
    let mut seen = HashSet::new();
    let mut add = |ident: &Ident| {
        if seen.insert(ident.name.clone()) {
            names.push(ident.name.clone());
        }
    };
    for statement in &block.statements {
        match &statement.kind {
            StmtKind::Let(decl) => add(&decl.name),
            StmtKind::LetPattern { pattern, .. } => pattern_names(pattern).for_each(&mut add),
            StmtKind::Function(decl) if decl.owner.is_none() => decl.name.iter().for_each(&mut add),
            _ => {}
        }
    }
    names
}

/// The names a pattern binds, in order.
pub(super) fn pattern_names(pattern: &Pattern) -> impl Iterator<Item = &Ident> {
    let (names, rest) = match pattern {
        Pattern::Name(name) => (std::slice::from_ref(name), None),
        Pattern::List { names, rest, .. } => (names.as_slice(), rest.as_ref()),
        Pattern::Dict { names, .. } => (names.as_slice(), None),
    };
    names.iter().chain(rest)
}

/// The names a match pattern binds.
pub(super) fn match_names(pattern: &MatchPattern) -> Vec<&Ident> {
    match pattern {
        MatchPattern::Bind(name) => vec![name],
        MatchPattern::List(elements) => elements
            .iter()
            .filter_map(|e| match e {
                MatchElement::Bind(name) if &*name.name != "_" => Some(name),
                _ => None,
            })
            .collect(),
        MatchPattern::Any | MatchPattern::Value(_) => Vec::new(),
    }
}

/// Whether this may be `debug.env()`: the module can be bound to any name.
pub(super) fn is_env_call(callee: &Expr, args: &[Expr]) -> bool {
    let ExprKind::Member { object, name, .. } = &callee.kind else { return false };
    args.is_empty() && &*name.name == "env" && matches!(object.kind, ExprKind::Name(_))
}

struct Scope {
    key: usize,
    depth: u32,
    /// Name and whether its declaration has been reached.
    names: Vec<(Rc<str>, bool)>,
}

#[derive(Default)]
struct Walk {
    scopes: Vec<Scope>,
    depth: u32,
    facts: Facts,
    sources: Sources,
}

impl Walk {
    fn open(&mut self, key: usize, names: Vec<Rc<str>>) {
        let names = names.into_iter().map(|n| (n, false)).collect();
        self.scopes.push(Scope { key, depth: self.depth, names });
    }

    fn close(&mut self) {
        self.scopes.pop();
    }

    /// The variable of the running function that a name means for certain.
    fn certain(&self, name: &Rc<str>) -> Option<VarKey> {
        for scope in self.scopes.iter().rev() {
            let Some((_, declared)) = scope.names.iter().find(|(n, _)| n == name) else { continue };
            return (*declared && scope.depth == self.depth).then(|| (scope.key, name.clone()));
        }
        None
    }

    /// Every variable that an assignment to this name may change.
    fn assigned_vars(&self, name: &Rc<str>) -> Vec<VarKey> {
        let named = self.scopes.iter().filter(|s| s.names.iter().any(|(n, _)| n == name));
        named.map(|s| (s.key, name.clone())).collect()
    }

    /// Notes what an assignment says of its variable.
    fn source(&mut self, name: &Rc<str>, op: AssignOp, value: &Expr) {
        for var in self.assigned_vars(name) {
            let mut sources = std::mem::take(&mut self.sources);
            match op {
                AssignOp::Compound(op) if !matches!(op, BinaryOp::Add | BinaryOp::Mul) => sources.scalar(var),
                // With `+=` and `*=` the old value counts as well: its own sources speak for it.
                _ => sources.value(var, value, &|name| self.certain(name)),
            }
            self.sources = sources;
        }
    }

    /// Declares a name that may be bound to anything.
    fn declare_any(&mut self, name: &Ident) {
        if let Some(scope) = self.scopes.last() {
            self.sources.anything((scope.key, name.name.clone()));
        }
        self.declare(name);
    }

    fn declare(&mut self, name: &Ident) {
        let Some(scope) = self.scopes.last_mut() else { return };
        if let Some(entry) = scope.names.iter_mut().find(|(n, _)| *n == name.name)
            && std::mem::replace(&mut entry.1, true)
        {
            self.facts.assigned.insert((scope.key, name.name.clone()));
        }
    }

    fn refer(&mut self, name: &Rc<str>, assigns: bool) {
        for scope in self.scopes.iter().rev() {
            let Some((_, declared)) = scope.names.iter().find(|(n, _)| n == name) else { continue };
            let inner = scope.depth < self.depth;
            if inner {
                self.facts.captured.insert((scope.key, name.clone()));
            }
            if assigns && (inner || *declared) {
                self.facts.assigned.insert((scope.key, name.clone()));
            }
            if *declared {
                return;
            }
        }
    }

    /// `debug.env()` looks at every variable there is.
    fn refer_to_all(&mut self) {
        let names: HashSet<Rc<str>> =
            self.scopes.iter().flat_map(|s| &s.names).map(|(name, _)| name.clone()).collect();
        names.iter().for_each(|name| self.refer(name, false));
    }

    fn function(&mut self, function: &Function) {
        self.depth += 1;
        self.open(key(function), function.params.iter().map(|p| p.name.name.clone()).collect());
        for param in &function.params {
            if let Some(default) = &param.default {
                self.expr(default);
            }
            self.declare_any(&param.name);
        }
        self.block(&function.body);
        self.close();
        self.depth -= 1;
    }

    fn block(&mut self, block: &Block) {
        self.block_with(block, declared_names(block));
    }

    fn block_with(&mut self, block: &Block, names: Vec<Rc<str>>) {
        self.open(key(block), names);
        for statement in &block.statements {
            super::deep(|| self.statement(statement));
        }
        self.close();
    }

    fn statement(&mut self, mut statement: &Stmt) {
        loop {
            match &statement.kind {
                StmtKind::If { condition, then, otherwise } => {
                    self.expr(condition);
                    self.block(then);
                    match otherwise {
                        Some(next) => {
                            statement = next;
                            continue;
                        }
                        None => return,
                    }
                }
                _ => return self.simple_statement(statement),
            }
        }
    }

    fn simple_statement(&mut self, statement: &Stmt) {
        match &statement.kind {
            StmtKind::Block(block) => self.block(block),
            StmtKind::Let(decl) => {
                decl.value.iter().for_each(|v| self.expr(v));
                if let Some(scope) = self.scopes.last() {
                    let var = (scope.key, decl.name.name.clone());
                    let mut sources = std::mem::take(&mut self.sources);
                    match &decl.value {
                        Some(value) => sources.value(var, value, &|name| self.certain(name)),
                        None => sources.scalar(var),
                    }
                    self.sources = sources;
                }
                self.declare(&decl.name);
            }
            StmtKind::LetPattern { pattern, value, .. } => {
                self.expr(value);
                pattern_names(pattern).for_each(|n| self.declare_any(n));
            }
            StmtKind::Function(decl) => {
                // Its own name is set before anyone can call it.
                if decl.owner.is_none() {
                    decl.name.iter().for_each(|n| self.declare_any(n));
                }
                self.function(decl);
            }
            StmtKind::While { condition, body } => {
                self.expr(condition);
                self.block(body);
            }
            StmtKind::For { pattern, iterable, body } => {
                self.expr(iterable);
                self.open(key(pattern), pattern_names(pattern).map(|n| n.name.clone()).collect());
                match (pattern, &iterable.kind) {
                    (Pattern::Name(name), ExprKind::Range { .. }) => {
                        self.sources.scalar((key(pattern), name.name.clone()));
                        self.declare(name);
                    }
                    _ => pattern_names(pattern).for_each(|n| self.declare_any(n)),
                }
                self.block(body);
                self.close();
            }
            StmtKind::Return(value) => value.iter().for_each(|v| self.expr(v)),
            StmtKind::Throw(value) | StmtKind::Expr(value) => self.expr(value),
            StmtKind::Try { body, error, handler, finally } => {
                self.block(body);
                self.open(key(error), vec![error.name.clone()]);
                self.declare_any(error);
                self.block(handler);
                self.close();
                finally.iter().for_each(|b| self.block(b));
            }
            StmtKind::Struct(_) | StmtKind::Break | StmtKind::Continue | StmtKind::If { .. } => {}
        }
    }

    fn expr(&mut self, expr: &Expr) {
        super::deep(|| self.expr_step(expr));
    }

    fn expr_step(&mut self, mut expr: &Expr) {
        // The left spine of operator and call chains may be long: walk it in a loop. Order does not matter for the facts
        // (expressions declare nothing).
        loop {
            expr = match &expr.kind {
                ExprKind::Binary { left, right, .. }
                | ExprKind::Logic { left, right, .. }
                | ExprKind::Pipe { left, right } => {
                    self.expr(right);
                    left
                }
                ExprKind::Member { object, .. } => object,
                ExprKind::Call { callee, args } => {
                    if is_env_call(callee, args) {
                        self.refer_to_all();
                    }
                    args.iter().for_each(|a| self.expr(a));
                    callee
                }
                ExprKind::Index { object, index } => {
                    self.expr(index);
                    object
                }
                ExprKind::Unary { operand, .. } | ExprKind::Yield(operand) => operand,
                _ => return self.leaf(expr),
            };
        }
    }

    fn leaf(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) => self.refer(&name.name, false),
            ExprKind::Interpolated(parts) => parts.iter().for_each(|p| {
                if let StrPart::Expr(e) = p {
                    self.expr(e);
                }
            }),
            ExprKind::List(items) => items.iter().for_each(|e| self.expr(e)),
            ExprKind::Dict(pairs) => pairs.iter().for_each(|(k, v)| {
                self.expr(k);
                self.expr(v);
            }),
            ExprKind::New { fields, .. } => fields.iter().for_each(|(_, e)| self.expr(e)),
            ExprKind::Range { start, end, .. } => {
                self.expr(start);
                self.expr(end);
            }
            ExprKind::Assign { target, value, op, .. } => {
                self.expr(value);
                match &target.kind {
                    ExprKind::Name(name) => {
                        self.source(&name.name, *op, value);
                        self.refer(&name.name, true);
                    }
                    _ => self.expr(target),
                }
            }
            ExprKind::Slice { object, start, end } => {
                self.expr(object);
                start.iter().chain(end).for_each(|e| self.expr(e));
            }
            ExprKind::Lambda(function) => self.function(function),
            ExprKind::If { condition, then, otherwise } => {
                self.expr(condition);
                self.expr(then);
                self.expr(otherwise);
            }
            ExprKind::Match { subject, arms } => {
                self.expr(subject);
                arms.iter().for_each(|arm| self.arm(arm));
            }
            _ => {}
        }
    }

    fn arm(&mut self, arm: &MatchArm) {
        let names = match_names(&arm.pattern);
        self.open(key(arm), names.iter().map(|n| n.name.clone()).collect());
        match &arm.pattern {
            MatchPattern::Value(value) => self.expr(value),
            MatchPattern::List(elements) => elements.iter().for_each(|e| {
                if let MatchElement::Value(value) = e {
                    self.expr(value);
                }
            }),
            _ => {}
        }
        names.into_iter().for_each(|n| self.declare_any(n));
        arm.guard.iter().for_each(|g| self.expr(g));
        self.expr(&arm.body);
        self.close();
    }
}
