//! Functions, lambdas, methods: parameters, defaults, implicit results.

use super::Compiler;
use super::builder::{Builder, Reg};
use super::scope::Kind;
use crate::syntax::ast::*;
use crate::syntax::span::Span;
use oxbow_value::Str;
use oxbow_value::code::{Code, Entry, Names, Op, ParamSpec, Site};
use std::rc::Rc;

impl Compiler<'_> {
    /// A lambda as a value.
    pub(super) fn lambda(&mut self, function: &Function, dst: Reg, span: Span) -> Kind {
        let name = format!("__lambda_{}", self.next_lambda);
        self.next_lambda += 1;
        self.closure(function, &name, dst, span);
        Kind::Any
    }

    /// Compiles `function` and makes a closure of it in `dst`.
    pub(super) fn closure(&mut self, function: &Function, name: &str, dst: Reg, span: Span) {
        let code = self.function(function, name);
        let f = self.f();
        let child = f.children.len();
        if child >= usize::from(u16::MAX) {
            f.overflow = Some("a function may contain at most 65,000 functions; split it up");
            return;
        }
        f.children.push(Rc::new(code));
        f.emit(Op::Closure { dst, child: child as u16 }, span);
        f.mark(dst);
    }

    /// A function declared inside a block.
    pub(super) fn local_function(&mut self, decl: &Function, span: Span) {
        let Some(name) = &decl.name else { return };
        match &decl.owner {
            Some(owner) => {
                let temp = self.f().alloc(1);
                self.closure(decl, &full_name(decl), temp, span);
                self.declare_method(owner, name, temp, span);
            }
            None if self.declares_in_session(&name.name) => {
                let slot = self.declare_slot(&name.name, false);
                let temp = self.f().alloc(1);
                self.closure(decl, &full_name(decl), temp, span);
                self.f().emit(Op::SetMod { free: 1, slot, src: temp }, span);
                self.f().unmark(temp, 1);
            }
            None => {
                let var = self.var_here(&name.name);
                let temp = if var.boxed { self.f().alloc(1) } else { var.reg };
                // Declared before its body is compiled: the name is set before anyone can call it.
                self.declare(&name.name, false, Kind::Any);
                self.closure(decl, &full_name(decl), temp, span);
                if var.boxed {
                    self.f().emit(Op::SetVar { free: 1, var: var.reg, src: temp }, span);
                    self.f().unmark(temp, 1);
                }
            }
        }
    }

    /// Declares the function in `src` as a method.
    pub(super) fn declare_method(&mut self, owner: &Ident, name: &Ident, src: Reg, span: Span) {
        let site = Site::Method { owner: Str::constant(&owner.name), name: Str::constant(&name.name) };
        let site = self.f().site(site);
        self.f().emit(Op::DeclareMethod { src, site }, span);
    }

    /// Compiles a function on its own builder.
    fn function(&mut self, function: &Function, name: &str) -> Code {
        let mut builder = Builder::new(self.env.deaths.observed);
        builder.generics = self.functions.last().map_or_else(Vec::new, |f| f.generics.clone());
        builder.generics.extend(function.generics.iter().map(|g| g.name.clone()));
        self.functions.push(builder);
        self.open_scope_of_filled(function, function.params.iter().map(|p| p.name.name.clone()).collect());
        let params = self.parameters(function);
        if let Some(ty) = function.result.as_ref().filter(|_| !function.is_generator) {
            let spec = self.type_spec(ty);
            let subject = format!("Result of function '{name}'");
            let check = self.result_site(spec, &subject);
            self.f().result_check = check;
        }
        self.body(&function.body);
        // Up to the last one without a default: arguments are positional.
        let required =
            function.params.iter().rposition(|p| p.default.is_none()).map_or(0, |last| last as u16 + 1);
        self.finish(name, params, required, function.is_generator, function.span)
    }

    /// Boxes captured parameters and fills in defaults; earlier parameters are visible in later defaults.
    fn parameters(&mut self, function: &Function) -> Box<[ParamSpec]> {
        for (param, i) in function.params.iter().zip(0u16..) {
            let var = self.var_here(&param.name.name);
            self.f().mark(var.reg);
            if var.boxed && param.default.is_some() {
                // Closures ask whether it is set; the register of an argument that was not given may hold anything.
                let given = self.f().jump(Op::JumpIfArg { param: i, off: 0 }, param.name.span);
                self.f().emit(Op::Clear { from: var.reg, count: 1 }, param.name.span);
                self.f().land(given);
            }
            if var.boxed {
                self.f().emit(Op::BoxVar { dst: var.reg }, param.name.span);
            }
        }
        let mut specs = Vec::with_capacity(function.params.len());
        for (i, param) in function.params.iter().enumerate() {
            let ty = param.ty.as_ref().map(|t| self.type_spec(t));
            if let Some(default) = &param.default {
                self.default_value(i as u16, param, default);
            }
            let kind = match &ty {
                Some(spec) if param.default.is_none() => super::types::kind_of(spec),
                _ => Kind::Any,
            };
            self.declare(&param.name.name, false, kind);
            specs.push(ParamSpec { name: Str::constant(&param.name.name), ty });
        }
        specs.into()
    }

    fn default_value(&mut self, param: u16, decl: &Param, default: &Expr) {
        let var = self.var_here(&decl.name.name);
        let given = self.f().jump(Op::JumpIfArg { param, off: 0 }, default.span);
        let mark = self.f().top;
        if var.boxed {
            let temp = self.f().alloc(1);
            self.expr(default, temp);
            self.f().emit(Op::SetVar { free: 1, var: var.reg, src: temp }, default.span);
            self.f().unmark(temp, 1);
        } else {
            self.expr(default, var.reg);
        }
        self.f().top = mark;
        let floor = self.f().top;
        let dirty = self.f().take_dirty(floor);
        self.f().clear(dirty, default.span);
        self.f().land(given);
    }

    /// A function body with its implicit result. Registers need no clearing at the end: the frame goes with them.
    pub(super) fn body(&mut self, block: &Block) {
        self.body_with(block, super::analysis::declared_names(block));
    }

    /// The same, with these names as variables of the outermost scope.
    pub(super) fn body_with(&mut self, block: &Block, names: Vec<Rc<str>>) {
        let end = super::statement::end_of(block.span);
        let result = matches!(
            block.statements.last().map(|s| &s.kind),
            Some(
                StmtKind::Expr(_)
                    | StmtKind::Let(_)
                    | StmtKind::LetPattern { .. }
                    | StmtKind::If { .. }
                    | StmtKind::Block(_)
                    | StmtKind::Try { .. }
            )
        );
        let result = result.then(|| self.f().alloc(1));
        self.open_scope(block, names, block.span);
        self.statements(&block.statements, result, block.span);
        self.f().emit_return(result, end);
        self.f().pop_scope();
    }

    /// Closes the innermost builder.
    pub(super) fn finish(
        &mut self,
        name: &str,
        params: Box<[ParamSpec]>,
        required: u16,
        is_generator: bool,
        span: Span,
    ) -> Code {
        let mut f = self.functions.pop().expect("a function is open");
        super::fuse::fuse(&mut f);
        if let Some(limit) = f.overflow {
            self.error(span, format!("Function '{name}' is too large: {limit}"));
        }
        // The prelude's `array__map_fn` is what scripts call `array.map_fn`.
        let shown = if self.env.is_internal { name.replacen("__", ".", 1) } else { name.to_owned() };
        Code {
            name: Str::constant(&shown),
            source: self.source.clone(),
            ops: f.ops.into(),
            spans: f.spans.into(),
            constants: f.constants.into(),
            sites: f.sites.into(),
            children: f.children.into(),
            captures: f.captures.into(),
            handlers: f.handlers.into(),
            params,
            required,
            registers: f.registers,
            is_generator,
            is_internal: self.env.is_internal,
            names: Names { captures: f.captured_names.into(), locals: f.locals.into() },
            entry: Entry::default(),
        }
    }
}

/// `Type.name` or `name`.
pub(super) fn full_name(decl: &Function) -> String {
    let name = decl.name.as_ref().map_or("", |n| &n.name);
    match &decl.owner {
        Some(owner) => format!("{}.{name}", owner.name),
        None => name.to_string(),
    }
}
