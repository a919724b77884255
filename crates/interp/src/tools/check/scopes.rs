//! What names mean in the text, and whether anything reads them.
//!
//! Invariant: a scope knows from the start all names that are declared directly in it, as a function may read a name that an enclosing scope
//! declares later. In the function at hand a name counts once its declaration has been passed.

use crate::syntax::ast::{Block, Function, Ident, Pattern, Stmt, StmtKind};
use crate::syntax::span::Span;
use std::collections::HashMap;
use std::rc::Rc;

/// What kind of thing a name was declared as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Variable,
    LoopVariable,
    Parameter,
    /// Of a lambda or method, or the error of a `catch`: its place is fixed by others, so it may go unread.
    Fixed,
    Function,
    Import,
    /// An export or a type.
    Public,
}

/// A declared name.
#[derive(Debug)]
pub(super) struct Symbol {
    pub(super) name: Rc<str>,
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) reads: u32,
    pub(super) writes: u32,
    /// Its declaration has been passed.
    pub(super) declared: bool,
    /// The function it always is, unless it was declared twice.
    pub(super) function: Option<Rc<Function>>,
    /// The standard module it always is.
    pub(super) module: Option<Rc<str>>,
}

#[derive(Default)]
struct Scope {
    names: HashMap<Rc<str>, usize>,
    /// The first scope of a function.
    begins_function: bool,
}

/// The scopes that are open, and every name so far.
#[derive(Default)]
pub(super) struct Scopes {
    pub(super) symbols: Vec<Symbol>,
    open: Vec<Scope>,
    /// Functions whose bodies are open: what they read of themselves does not count.
    pub(super) inside: Vec<usize>,
}

/// What a lookup found.
pub(super) enum Found {
    Symbol(usize),
    /// The only declaration comes later in the same function.
    Later(Span),
    Nothing,
}

impl Scopes {
    pub(super) fn open(&mut self, begins_function: bool) {
        self.open.push(Scope { begins_function, ..Scope::default() });
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Makes a name known to the innermost scope; declared anew it stays the same variable.
    pub(super) fn announce(&mut self, name: &Ident, kind: Kind) -> usize {
        let Some(scope) = self.open.last_mut() else { return 0 };
        if let Some(&index) = scope.names.get(&name.name) {
            self.symbols[index].function = None;
            self.symbols[index].writes += 1;
            return index;
        }
        let index = self.symbols.len();
        scope.names.insert(name.name.clone(), index);
        self.symbols.push(Symbol {
            name: name.name.clone(),
            span: name.span,
            kind,
            reads: 0,
            writes: 0,
            declared: false,
            function: None,
            module: None,
        });
        index
    }

    /// Announces and declares at once.
    pub(super) fn declare(&mut self, name: &Ident, kind: Kind) -> usize {
        let index = self.announce(name, kind);
        self.symbols[index].declared = true;
        index
    }

    /// From here on the innermost scope's name is declared.
    pub(super) fn passed(&mut self, name: &Ident) {
        if let Some(&index) = self.open.last().and_then(|scope| scope.names.get(&name.name)) {
            self.symbols[index].declared = true;
        }
    }

    /// The innermost scope's symbol of that name.
    pub(super) fn here(&mut self, name: &Ident) -> Option<&mut Symbol> {
        let index = *self.open.last()?.names.get(&name.name)?;
        self.symbols.get_mut(index)
    }

    /// What a name means here.
    pub(super) fn find(&self, name: &str) -> Found {
        let mut later = None;
        let mut same_function = true;
        for scope in self.open.iter().rev() {
            if let Some(&index) = scope.names.get(name) {
                let symbol = &self.symbols[index];
                if symbol.declared || !same_function {
                    return Found::Symbol(index);
                }
                later = later.or(Some(symbol.span));
            }
            same_function &= !scope.begins_function;
        }
        later.map_or(Found::Nothing, Found::Later)
    }

    /// Names that are visible, for hints.
    pub(super) fn visible(&self) -> impl Iterator<Item = &str> {
        self.open.iter().rev().flat_map(|scope| scope.names.keys().map(|name| &**name))
    }

    /// Counts a read.
    pub(super) fn read(&mut self, index: usize) {
        if !self.inside.contains(&index) {
            self.symbols[index].reads += 1;
        }
    }

    /// Announces what is declared directly in a block.
    pub(super) fn announce_block(&mut self, block: &Block) {
        for Stmt { kind, .. } in &block.statements {
            match kind {
                StmtKind::Let(decl) => {
                    self.announce(&decl.name, Kind::Variable);
                }
                StmtKind::LetPattern { pattern, .. } => {
                    for name in names_of(pattern) {
                        self.announce(name, Kind::Variable);
                    }
                }
                StmtKind::Function(function) if function.owner.is_none() => self.announce_function(function),
                StmtKind::Struct(decl) => {
                    self.announce(&decl.name, Kind::Public);
                }
                _ => {}
            }
        }
    }

    pub(super) fn announce_function(&mut self, function: &Rc<Function>) {
        let Some(name) = &function.name else { return };
        let known = self.here(name).is_some();
        let index = self.announce(name, Kind::Function);
        if !known {
            self.symbols[index].function = Some(function.clone());
        }
    }
}

/// The names that a pattern binds.
pub(super) fn names_of(pattern: &Pattern) -> Vec<&Ident> {
    match pattern {
        Pattern::Name(name) => vec![name],
        Pattern::List { names, rest, .. } => names.iter().chain(rest).collect(),
        Pattern::Dict { names, .. } => names.iter().collect(),
    }
}
