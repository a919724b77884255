//! Operands: names, parentheses, `if`, `await`, `yield`, and the postfix forms (calls, members, subscripts).
//!
//! Invariant: a line break ends an expression before `(` and `[`, but not before `.name` and `?.name`.

use super::super::ast::{Expr, ExprKind};
use super::super::diagnostic::Diagnostic;
use super::super::token::TokenKind;
use super::{Parsed, Parser};

impl Parser<'_> {
    /// An operand and the calls, members and subscripts behind it.
    pub(super) fn postfix(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let operand = self.operand()?;
        self.postfix_of(operand, start)
    }

    /// What stands behind an operand that begins at `start`.
    pub(super) fn postfix_of(&mut self, mut left: Expr, start: u32) -> Parsed<Expr> {
        use TokenKind::*;
        loop {
            let token = self.token();
            let kind = match token.kind {
                LParen if !token.newline_before => self.call(left)?,
                LBracket if !token.newline_before => self.subscript(left)?,
                Dot | QuestionDot if !token.newline_before || self.peek(1).is_member_name() => {
                    self.member(left)?
                }
                Lt if !token.newline_before && is_path(&left) => match self.generic_call() {
                    Some(open) => {
                        self.pos = open;
                        self.call(left)?
                    }
                    None => return Ok(left),
                },
                LBrace if !token.newline_before && is_path(&left) => {
                    self.refuse_bare_struct(&left)?;
                    return Ok(left);
                }
                Float => {
                    self.refuse_number_member()?;
                    return Ok(left);
                }
                _ => return Ok(left),
            };
            left = Expr { kind, span: self.span_from(start) };
            self.higher()?;
        }
    }

    fn call(&mut self, callee: Expr) -> Parsed<ExprKind> {
        let open = self.bump();
        let args = self.nested(|p| p.comma_list(open, TokenKind::RParen, Self::argument))?;
        Ok(ExprKind::Call { callee: Box::new(callee), args })
    }

    fn argument(&mut self) -> Parsed<Expr> {
        let argument = self.expression()?;
        if self.at(TokenKind::Colon) {
            let error = self.expectation("`,` or `)`").note("arguments are passed by position");
            return self.fail_at_here(error);
        }
        Ok(argument)
    }

    fn member(&mut self, object: Expr) -> Parsed<ExprKind> {
        let optional = self.bump().kind == TokenKind::QuestionDot;
        let name = self.member_name("a name after `.`")?;
        Ok(ExprKind::Member { object: Box::new(object), name, optional })
    }

    /// `[i]` or `[a:b]`, either bound of which may be missing.
    fn subscript(&mut self, object: Expr) -> Parsed<ExprKind> {
        let open = self.bump();
        let object = Box::new(object);
        self.nested(|p| {
            let start = if p.at(TokenKind::Colon) { None } else { Some(Box::new(p.expression()?)) };
            let kind = match start {
                Some(index) if !p.at(TokenKind::Colon) => ExprKind::Index { object, index },
                start => {
                    p.bump();
                    let end = if p.at(TokenKind::RBracket) { None } else { Some(Box::new(p.expression()?)) };
                    ExprKind::Slice { object, start, end }
                }
            };
            p.close(open, TokenKind::RBracket, "")?;
            Ok(kind)
        })
    }

    /// At a float behind an operand: `a.1` is no member.
    fn refuse_number_member(&mut self) -> Parsed<()> {
        let (before, here) = (self.tokens[self.pos - 1].span, self.token().span);
        if before.end != here.start || !self.slice(here).starts_with('.') {
            return Ok(());
        }
        let error = self.expectation("a name after `.`");
        self.fail_at_here(error.hint("elements of a list are read by `list[index]`"))
    }

    /// At `{` behind a name: is this a struct literal without `new`?
    fn refuse_bare_struct(&mut self, name: &Expr) -> Parsed<()> {
        use TokenKind::*;
        if self.header {
            return Ok(());
        }
        let text = self.slice(name.span);
        let last = text.rsplit('.').next().unwrap_or(text);
        let like_type = last.starts_with(|c: char| c.is_ascii_uppercase());
        let first = self.peek(1);
        let like_fields = (first == Str || first.is_member_name()) && matches!(self.peek(2), Colon | Comma);
        let is_literal = like_fields || (like_type && first == RBrace);
        if !is_literal {
            return Ok(());
        }
        let error = Diagnostic::new("a struct literal needs `new`", name.span);
        self.fail_at_here(error.hint(format!("write `new {text} {{ … }}`")))
    }

    fn operand(&mut self) -> Parsed<Expr> {
        use TokenKind::*;
        match self.kind() {
            Int | Float => self.number(),
            Str | StrOpen => self.string(),
            True => self.word(ExprKind::Bool(true)),
            False => self.word(ExprKind::Bool(false)),
            Null => self.word(ExprKind::Null),
            LParen => self.parenthesized(),
            LBracket => self.list(),
            LBrace => self.dict(),
            New => self.new_literal(),
            If => self.if_expression(),
            Match => self.match_expression(),
            Yield => self.yield_expression(),
            Await if !self.await_is_name() => {
                self.bump();
                self.nested(Self::or_expression)
            }
            Async if self.peek(1).is_fn() => self.lambda(),
            kind if kind.is_fn() && self.begins_lambda() => self.lambda(),
            kind if kind.is_fn() && self.names_function() => self.named_lambda(),
            kind if kind.is_readable_name() => {
                let name = self.take_ident();
                Ok(Expr { span: name.span, kind: ExprKind::Name(name) })
            }
            _ => self.no_operand(),
        }
    }

    fn word(&mut self, kind: ExprKind) -> Parsed<Expr> {
        Ok(Expr { kind, span: self.bump().span })
    }

    fn parenthesized(&mut self) -> Parsed<Expr> {
        let open = self.bump();
        let inner = self.nested(Self::expression)?;
        self.close(open, TokenKind::RParen, "")?;
        Ok(inner)
    }

    /// `await` is a variable when nothing that could be awaited follows on its line.
    fn await_is_name(&self) -> bool {
        let next = self.peek(1);
        !self.on_line(1) || !next.starts_expression() || next == TokenKind::In
    }

    fn yield_expression(&mut self) -> Parsed<Expr> {
        let keyword = self.token();
        if !self.context.in_function {
            let error = Diagnostic::new("`yield` outside of a function", keyword.span)
                .note("a function or lambda whose body contains `yield` is a generator");
            let _: Parsed<()> = self.fail_at_here(error);
        }
        self.bump();
        self.context.yields = true;
        let value = self.nested(Self::or_expression)?;
        Ok(Expr { kind: ExprKind::Yield(Box::new(value)), span: self.span_from(keyword.span.start) })
    }

    /// Does a name and `(` follow the `fn` here, on its line?
    fn names_function(&self) -> bool {
        self.peek(1) == TokenKind::Name && self.on_line(1) && self.peek(2) == TokenKind::LParen
    }

    #[cold]
    fn named_lambda(&mut self) -> Parsed<Expr> {
        self.bump();
        let error = Diagnostic::new("a function inside an expression has no name", self.token().span)
            .hint("leave the name out, or declare the function in a statement of its own");
        self.fail_at_here(error)
    }

    /// `if c { a } else if d { b } else { e }`: a chain is read in a loop and nested afterwards.
    fn if_expression(&mut self) -> Parsed<Expr> {
        self.nested(|p| {
            let mut branches = vec![];
            let mut otherwise = loop {
                let start = p.start();
                p.bump();
                let condition = p.condition()?;
                let then = p.branch()?;
                p.higher()?;
                branches.push((start, condition, then));
                if !p.eat(TokenKind::Else) {
                    let error = p.expectation("`else`");
                    return p.fail_at_here(error.note("an `if` used as a value needs an `else`"));
                }
                if !p.at(TokenKind::If) {
                    break p.branch()?;
                }
            };
            let end = p.span_from(0).end;
            while let Some((start, condition, then)) = branches.pop() {
                let (condition, then) = (Box::new(condition), Box::new(then));
                let kind = ExprKind::If { condition, then, otherwise: Box::new(otherwise) };
                otherwise = Expr { kind, span: super::Span { start, end } };
            }
            Ok(otherwise)
        })
    }

    /// `{ e }` of an if-expression.
    fn branch(&mut self) -> Parsed<Expr> {
        let open = self.expect(TokenKind::LBrace, "and the value of the branch")?;
        let outer = std::mem::take(&mut self.header);
        let value = self.expression();
        self.header = outer;
        let value = value?;
        if !self.at(TokenKind::RBrace) {
            let error = self.expectation("`}`");
            return self.fail_at_here(
                error.note("a branch of an `if` used as a value holds exactly one expression"),
            );
        }
        self.close(open, TokenKind::RBrace, "")?;
        Ok(value)
    }

    /// At a token that begins no operand.
    #[cold]
    fn no_operand(&mut self) -> Parsed<Expr> {
        use TokenKind::*;
        let token = self.token();
        let word = self.slice(token.span);
        if matches!(token.kind, Throw | Try) {
            let error = Diagnostic::new(format!("`{word}` is a statement, not an expression"), token.span);
            return self.fail_at_here(error.hint("put it into a function and call that"));
        }
        let error = self.expectation("an expression");
        let error = match token.kind {
            Ellipsis => error.note("lists cannot be spread into calls or literals"),
            Interface | Implements | Runtime => error.note(format!("`{word}` is a keyword and never a name")),
            HoleClose => error.note("an interpolation cannot be empty"),
            kind if kind.is_keyword() => {
                error.note(format!("`{word}` is a keyword and cannot be read as a variable"))
            }
            _ => error,
        };
        self.fail_at_here(error)
    }
}

/// May this be followed by type arguments, or name a struct?
fn is_path(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Name(_) | ExprKind::Member { .. })
}
