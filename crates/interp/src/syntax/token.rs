//! The words of the language.
//!
//! Invariant: one list of keywords and one of punctuation; lexer, parser and printer all read them. A token holds no
//! text: its span does. The tables of keywords that may serve as names (by position) are here and nowhere else.

use super::span::Span;

/// A token: kind, place, and whether a line break stands before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) newline_before: bool,
    pub(crate) span: Span,
}

macro_rules! token_kinds {
    (
        classes { $($class:ident $class_text:literal,)* }
        keywords { $($keyword:ident $word:literal,)* }
        punctuation { $($punct:ident $symbol:literal,)* }
    ) => {
        /// The kinds of tokens.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum TokenKind { $($class,)* $($keyword,)* $($punct,)* }

        impl TokenKind {
            /// The text of a keyword or punctuation mark, the name of any other class.
            pub(crate) fn text(self) -> &'static str {
                match self {
                    $(TokenKind::$class => $class_text,)*
                    $(TokenKind::$keyword => $word,)*
                    $(TokenKind::$punct => $symbol,)*
                }
            }

            /// The keyword spelled `word`.
            pub(crate) fn keyword(word: &str) -> Option<TokenKind> {
                match word {
                    $($word => Some(TokenKind::$keyword),)*
                    _ => None,
                }
            }

            /// Every keyword.
            pub(crate) const KEYWORDS: &[TokenKind] = &[$(TokenKind::$keyword,)*];

            /// Is this a keyword?
            pub(crate) fn is_keyword(self) -> bool {
                matches!(self, $(TokenKind::$keyword)|*)
            }

            /// Is this a punctuation mark?
            pub(crate) fn is_punctuation(self) -> bool {
                matches!(self, $(TokenKind::$punct)|*)
            }
        }

    };
}

token_kinds! {
    classes {
        Name "name",
        Int "int",
        Float "float",
        Str "string",               // a whole literal without interpolation
        StrOpen "string-open",      // quote (and `f`) of a literal with interpolation
        StrText "string-text",      // raw text between interpolations
        HoleOpen "hole-open",       // `${` or `{`
        HoleClose "hole-close",     // `}`
        StrClose "string-close",    // closing quote of a literal with interpolation
        Error "error",              // already reported by the lexer
        Eof "end",
    }
    keywords {
        Use "use", As "as", Fn "fn", Function "function", Func "func", Def "def", Async "async", Method "method",
        Return "return", If "if", Else "else", For "for", In "in", While "while", Break "break",
        Continue "continue", Match "match", Try "try", Catch "catch", Throw "throw", Finally "finally",
        Struct "struct", Class "class", Init "init", Module "module", Export "export", Import "import", From "from",
        Default "default", New "new", Config "config", Main "main", Let "let", Const "const", Await "await",
        Null "null", Ref "ref", Enum "enum", Interface "interface", Implements "implements", Yield "yield",
        Runtime "runtime", True "true", False "false", And "and", Or "or", Not "not",
    }
    punctuation {
        Plus "+", Minus "-", Star "*", Slash "/", Percent "%",
        Assign "=", PlusAssign "+=", MinusAssign "-=", StarAssign "*=", SlashAssign "/=", PercentAssign "%=",
        CoalesceAssign "??=",
        EqEq "==", NotEq "!=", Lt "<", Le "<=", Gt ">", Ge ">=",
        AndAnd "&&", OrOr "||", Bang "!",
        Pipe "|>", Coalesce "??", QuestionDot "?.", Dot ".", DotDot "..", DotDotEq "..=", Ellipsis "...",
        Arrow "->", FatArrow "=>", Bar "|", Question "?", Colon ":", Comma ",", Semicolon ";",
        LParen "(", RParen ")", LBracket "[", RBracket "]", LBrace "{", RBrace "}",
    }
}

impl TokenKind {
    /// One of the four spellings of the function keyword.
    pub(crate) fn is_fn(self) -> bool {
        use TokenKind::*;
        matches!(self, Fn | Function | Func | Def)
    }

    /// May name a variable, parameter, loop variable, function, struct or enum where one is declared.
    pub(crate) fn is_name(self) -> bool {
        use TokenKind::*;
        self.is_fn()
            || matches!(
                self,
                Name | Config
                    | Init
                    | Module
                    | From
                    | Default
                    | Match
                    | Method
                    | New
                    | Class
                    | Enum
                    | As
                    | In
                    | Async
                    | Await
                    | Import
                    | Export
                    | Use
                    | Ref
                    | Struct
                    | Try
                    | Catch
                    | Throw
                    | Finally
            )
    }

    /// May be read as a variable at the start of an operand (for `await` and `fn` more tokens decide).
    pub(crate) fn is_readable_name(self) -> bool {
        use TokenKind::*;
        self.is_name() && !matches!(self, New | Struct | Try | Catch | Throw | Finally | Match | Async)
    }

    /// May stand after `.` and `?.`, and name a field.
    pub(crate) fn is_member_name(self) -> bool {
        use TokenKind::*;
        (self.is_name() && self != New)
            || matches!(self, If | Else | For | While | Break | Continue | Return | Let | Const | Main)
    }

    /// May begin an expression (`throw` and `try` included, so that they are reported as what they are).
    pub(crate) fn starts_expression(self) -> bool {
        use TokenKind::*;
        self.is_readable_name()
            || matches!(
                self,
                Int | Float
                    | Str
                    | StrOpen
                    | True
                    | False
                    | Null
                    | LParen
                    | LBracket
                    | LBrace
                    | Minus
                    | Bang
                    | Not
                    | New
                    | If
                    | Match
                    | Async
                    | Yield
                    | Throw
                    | Try
                    | Error
            )
    }

    /// May end an operand, so that a following `<<` on the same line can only be an operator.
    pub(crate) fn ends_operand(self) -> bool {
        use TokenKind::*;
        matches!(self, Name | Int | Float | Str | StrClose | True | False | Null | RParen | RBracket | RBrace)
    }
}
