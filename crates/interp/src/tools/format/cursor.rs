//! Tokens in order, with the comments around them, on their way into the document.
//!
//! Invariant: every token of the source is printed once, in order, except separators, which are written anew; every comment is printed once, in
//! order. A comment that stood on a line of its own still does.

use super::doc::Doc;
use crate::syntax::ast::Block;
use crate::syntax::lex;
use crate::syntax::token::{Token, TokenKind};
use crate::syntax::trivia::{Comment, trivia};

/// A token with what stands before and behind it.
struct Piece<'s> {
    kind: TokenKind,
    text: &'s str,
    start: u32,
    newline_before: bool,
    /// An empty line stands before it (behind its comments).
    blank_before: bool,
    leading: Vec<Comment<'s>>,
    trailing: Vec<Comment<'s>>,
}

/// The formatter: a position among the tokens, and the document so far.
pub(super) struct Cursor<'s> {
    pub(super) doc: Doc<'s>,
    pieces: Vec<Piece<'s>>,
    /// For each token, how many comments stand before it.
    comments_before: Vec<u32>,
    pos: usize,
    /// Comments behind the last token, not printed yet.
    pending: Vec<Comment<'s>>,
    /// The group of arguments of which the expression at hand is the last.
    pub(super) hugged_by: Option<usize>,
    /// In front of a body: lines that break are indented further than the body.
    pub(super) header: bool,
}

impl<'s> Cursor<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        let pieces = pieces(text);
        let mut count = 0;
        let mut comments_before = vec![];
        for piece in &pieces {
            count += piece.leading.len() as u32;
            comments_before.push(count);
            count += piece.trailing.len() as u32;
        }
        Cursor {
            doc: Doc::default(),
            pieces,
            comments_before,
            pos: 0,
            pending: vec![],
            hugged_by: None,
            header: false,
        }
    }

    pub(super) fn kind(&self) -> TokenKind {
        self.peek(0)
    }

    pub(super) fn peek(&self, ahead: usize) -> TokenKind {
        self.pieces.get(self.pos + ahead).map_or(TokenKind::Eof, |piece| piece.kind)
    }

    pub(super) fn at(&self, kind: TokenKind) -> bool {
        self.kind() == kind
    }

    /// Where the current token begins.
    pub(super) fn start(&self) -> u32 {
        self.pieces.get(self.pos).map_or(u32::MAX, |piece| piece.start)
    }

    /// Does the token `ahead` places on begin a line?
    pub(super) fn newline_before(&self, ahead: usize) -> bool {
        self.pieces.get(self.pos + ahead).is_some_and(|piece| piece.newline_before)
    }

    /// Does an empty line stand before the current token and its comments?
    pub(super) fn blank_before(&self) -> bool {
        let Some(piece) = self.pieces.get(self.pos) else { return false };
        piece.leading.first().map_or(piece.blank_before, |first| first.blank_before)
    }

    /// Do comments stand on lines of their own before the current token?
    pub(super) fn has_leading(&self) -> bool {
        self.pieces.get(self.pos).is_some_and(|piece| !piece.leading.is_empty())
    }

    /// Are there comments behind the last token that are not printed yet?
    pub(super) fn has_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Does the token at this place begin a line?
    pub(super) fn begins_line(&self, start: u32) -> bool {
        let index = self.pieces.partition_point(|piece| piece.start < start);
        self.pieces.get(index).is_some_and(|piece| piece.newline_before)
    }

    /// Do comments stand between the braces of a block, or what stands for them?
    pub(super) fn has_comments(&self, block: &Block) -> bool {
        let index = |offset: u32| self.pieces.partition_point(|piece| piece.start < offset);
        let first = index(block.span.start);
        let last = index(block.span.end).saturating_sub(1);
        self.comments_before[last] > self.comments_before[first]
    }

    /// The text of the last token printed or dropped.
    pub(super) fn previous(&self) -> (TokenKind, &'s str) {
        self.pos
            .checked_sub(1)
            .map_or((TokenKind::Eof, ""), |last| (self.pieces[last].kind, self.pieces[last].text))
    }

    /// The text of the current token.
    pub(super) fn text(&self) -> &'s str {
        self.pieces.get(self.pos).map_or("", |piece| piece.text)
    }

    /// Prints the current token, the comments before it first.
    pub(super) fn token(&mut self) {
        self.leading();
        let Some(piece) = self.pieces.get_mut(self.pos) else { return };
        self.doc.text(piece.text);
        self.pending.append(&mut piece.trailing);
        self.pos += 1;
    }

    /// Prints the current token if it is of this kind.
    pub(super) fn token_if(&mut self, kind: TokenKind) -> bool {
        let found = self.at(kind);
        if found {
            self.token();
        }
        found
    }

    /// Prints tokens up to the place `end`.
    pub(super) fn tokens_until(&mut self, end: u32) {
        while self.start() < end {
            self.token();
        }
    }

    /// Drops the current token, a separator, but not its comments.
    pub(super) fn drop_token(&mut self) {
        let Some(piece) = self.pieces.get_mut(self.pos) else { return };
        let (mut leading, trailing) =
            (std::mem::take(&mut piece.leading), std::mem::take(&mut piece.trailing));
        let own_line = leading.iter().position(|comment| comment.own_line).unwrap_or(leading.len());
        let moved = leading.split_off(own_line);
        self.pending.extend(leading);
        let blank = piece.blank_before && moved.is_empty();
        self.pos += 1;
        if moved.is_empty() {
            self.pending.extend(trailing);
        }
        let Some(next) = self.pieces.get_mut(self.pos) else { return };
        next.blank_before |= blank && next.leading.is_empty();
        next.leading.splice(0..0, moved);
    }

    /// Drops the current token if it is a separator of this kind.
    pub(super) fn drop_if(&mut self, kind: TokenKind) -> bool {
        let found = self.at(kind);
        if found {
            self.drop_token();
        }
        found
    }

    /// `>=` at the end of a type is `>` and `=`.
    pub(super) fn split_greater_equal(&mut self) {
        let Some(piece) = self.pieces.get_mut(self.pos).filter(|piece| piece.kind == TokenKind::Ge) else {
            return;
        };
        (piece.kind, piece.text, piece.start) = (TokenKind::Assign, "=", piece.start + 1);
        self.flush_before_token();
        self.doc.text(">");
    }

    pub(super) fn space(&mut self) {
        self.doc.text(" ");
    }

    /// A place where the line may break, or else `flat` stands.
    pub(super) fn line(&mut self, flat: &'static str) {
        self.flush(true);
        self.doc.line(flat, false);
    }

    /// The same between two elements: an empty line there is kept.
    pub(super) fn line_between(&mut self, flat: &'static str) {
        self.flush(true);
        self.doc.line(flat, self.blank_before());
    }

    pub(super) fn hard(&mut self, blank: bool) {
        self.flush(false);
        self.doc.hard(blank);
    }

    pub(super) fn open(&mut self) -> usize {
        self.leading();
        self.doc.open()
    }

    /// The index of the group that will be opened next.
    pub(super) fn next_group(&mut self) -> usize {
        self.leading();
        self.doc.next_group()
    }

    /// Opens the group of blocks that stay on one line or are broken together.
    pub(super) fn open_block(&mut self, inline: bool) -> usize {
        self.leading();
        let group = self.doc.open_block();
        if !inline {
            self.doc.force();
        }
        group
    }

    /// Prints the comments before the current token.
    pub(super) fn leading(&mut self) {
        self.flush_before_token();
        let Some(piece) = self.pieces.get_mut(self.pos) else { return };
        let blank = piece.blank_before;
        let comments = std::mem::take(&mut piece.leading);
        let Some(last) = comments.last().map(|comment| comment.newline_after) else { return };
        for (index, comment) in comments.iter().enumerate() {
            if comment.own_line {
                self.doc.force();
                self.doc.hard(comment.blank_before && index > 0);
            } else if index > 0 {
                self.doc.text(" ");
            }
            self.doc.text(comment.text);
        }
        if last {
            self.doc.force();
            self.doc.hard(blank);
        } else {
            self.doc.text(" ");
        }
    }

    /// Prints the comments behind the last token in front of a line break.
    fn flush(&mut self, force: bool) {
        for comment in std::mem::take(&mut self.pending) {
            if force && !comment.text.starts_with("/*") {
                self.doc.force();
            }
            self.trailing(comment);
        }
    }

    /// The same where another token follows: a line comment needs a line break.
    fn flush_before_token(&mut self) {
        let is_line = |comment: &Comment<'_>| !comment.text.starts_with("/*");
        let breaks = self.pending.iter().any(|comment| is_line(comment) || comment.text.contains('\n'));
        self.flush(true);
        if breaks {
            self.doc.hard(false);
        }
    }

    fn trailing(&mut self, comment: Comment<'s>) {
        if comment.text.starts_with("/*") {
            self.doc.text(" ");
            self.doc.text(comment.text);
        } else {
            self.doc.suffix(comment.text);
        }
    }
}

/// The tokens of a text that parses; a string with interpolations is one.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = vec![];
    let mut behind = 0;
    for token in merge_strings(lex(text).tokens) {
        let gap = trivia(&text[behind as usize..token.span.start as usize]);
        let mut leading = gap.comments;
        if let (true, Some(first)) = (pieces.is_empty(), leading.first_mut()) {
            first.own_line = true;
        }
        if let Some(last) = pieces.last_mut() {
            let count = leading.iter().take_while(|comment| !comment.own_line).count();
            let ends_line = leading[..count].last().is_some_and(|comment| comment.newline_after);
            let stays = ends_line || closes(token.kind);
            last.trailing = if stays { leading.drain(..count).collect() } else { vec![] };
        }
        pieces.push(Piece {
            kind: token.kind,
            text: &text[token.span.start as usize..token.span.end as usize],
            start: token.span.start,
            newline_before: token.newline_before,
            blank_before: gap.blank_at_end,
            leading,
            trailing: vec![],
        });
        behind = token.span.end;
    }
    pieces
}

/// Does a comment in front of such a token, on its line, belong to the token before?
fn closes(kind: TokenKind) -> bool {
    use TokenKind::*;
    matches!(kind, Comma | Semicolon | RParen | RBracket | RBrace | Eof)
}

fn merge_strings(tokens: Vec<Token>) -> Vec<Token> {
    let mut merged: Vec<Token> = vec![];
    let mut depth = 0;
    for token in tokens {
        match merged.last_mut() {
            Some(string) if depth > 0 => string.span.end = token.span.end,
            _ => merged.push(token),
        }
        match token.kind {
            TokenKind::StrOpen => depth += 1,
            TokenKind::StrClose => depth -= 1,
            _ => {}
        }
    }
    merged
}
