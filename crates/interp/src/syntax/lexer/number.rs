//! Number literals.
//!
//! Invariant: a `.` belongs to a number unless another `.` follows, so `0..5` is a range and `5.` a float. A literal
//! accepted by the lexer always has a value.

use super::super::diagnostic::Diagnostic;
use super::super::token::TokenKind;
use super::Lexer;

/// The value of a number literal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::syntax) enum Number {
    /// An int up to 2^63: one more than the largest, which is an int only under a unary minus.
    Int(u64),
    /// A float, or an int too big for 64 bits.
    Float(f64),
}

/// The value of a literal that the lexer accepted as `kind` (`Int` or `Float`).
pub(in crate::syntax) fn number_value(kind: TokenKind, text: &str) -> Number {
    let digits = if text.contains('_') { text.replace('_', "") } else { text.to_string() };
    if kind == TokenKind::Float {
        return Number::Float(digits.parse().unwrap_or(f64::NAN));
    }
    let (radix, digits) = match digits.get(..2) {
        Some("0x" | "0X") => (16, &digits[2..]),
        Some("0b" | "0B") => (2, &digits[2..]),
        Some("0o" | "0O") => (8, &digits[2..]),
        _ => (10, digits.as_str()),
    };
    match u64::from_str_radix(digits, radix) {
        Ok(value) if value <= 1 << 63 => Number::Int(value),
        _ if radix == 10 => Number::Float(digits.parse().unwrap_or(f64::NAN)),
        _ => {
            let place = |sum, c: char| sum * f64::from(radix) + f64::from(c.to_digit(radix).unwrap_or(0));
            Number::Float(digits.chars().fold(0.0, place))
        }
    }
}

impl Lexer<'_> {
    /// At a digit, or at a `.` before a digit.
    pub(super) fn number(&mut self) {
        let start = self.pos;
        let radix = match (self.byte(0), self.byte(1) | 0x20) {
            (b'0', b'x') => 16,
            (b'0', b'b') => 2,
            (b'0', b'o') => 8,
            _ => return self.decimal(start),
        };
        self.pos += 2;
        let digits = self.pos;
        self.digits(radix);
        if self.pos == digits || is_word(self.byte(0)) {
            return self.bad_number(start);
        }
        self.push(TokenKind::Int, start);
    }

    fn decimal(&mut self, start: usize) {
        let mut kind = TokenKind::Int;
        self.digits(10);
        if self.byte(0) == b'.' && self.byte(1) != b'.' {
            kind = TokenKind::Float;
            self.pos += 1;
            if self.byte(0).is_ascii_digit() {
                self.digits(10);
            }
        }
        let sign = usize::from(matches!(self.byte(1), b'+' | b'-'));
        if matches!(self.byte(0), b'e' | b'E') && self.byte(1 + sign).is_ascii_digit() {
            kind = TokenKind::Float;
            self.pos += 1 + sign;
            self.digits(10);
        }
        if is_word(self.byte(0)) {
            return self.bad_number(start);
        }
        self.push(kind, start);
    }

    /// Digits, with single `_` between them.
    fn digits(&mut self, radix: u32) {
        let digit = |b: u8| (b as char).is_digit(radix);
        let start = self.pos;
        while digit(self.byte(0)) || (self.pos > start && self.byte(0) == b'_' && digit(self.byte(1))) {
            self.pos += 1;
        }
    }

    #[cold]
    fn bad_number(&mut self, start: usize) {
        while is_word(self.byte(0)) {
            self.pos += 1;
        }
        let text = &self.text[start..self.pos];
        let member = text.split_once('.').filter(|(_, m)| m.starts_with(|c: char| !c.is_ascii_digit()));
        let shown: String = text.chars().take(40).collect();
        self.error(start, |span| {
            let error = Diagnostic::new(format!("invalid number `{shown}`"), span);
            match member {
                Some((int, name)) => {
                    error.hint(format!("a `.` after digits starts a fraction; write `({int}).{name}`"))
                }
                None => error,
            }
        });
    }
}

/// May this byte continue an identifier?
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
