//! Nonsense: the front end never panics, always ends, and reports valid places.

use super::super::lexer::lex;
use super::super::token::TokenKind;
use super::super::{parse, print_ast, print_tokens, render, span::Source, span::Span};

/// A small generator of pseudo-random numbers (xorshift), for repeatable nonsense.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }
}

/// Everything the front end does with a text; checks what must always hold.
fn survive(text: &str) {
    let source = Source::new("t", text);
    let valid =
        |span: Span| span.start <= span.end && text.get(span.start as usize..span.end as usize).is_some();
    let lexed = lex(text);
    assert!(lexed.tokens.iter().all(|t| valid(t.span)), "{text:?}");
    assert!(lexed.tokens.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{text:?}");
    assert_eq!(lexed.tokens.len(), lexed.partners.len());
    print_tokens(&source);
    match parse(&source) {
        Ok(program) => drop(print_ast(&program)),
        Err(errors) => {
            assert!(!errors.is_empty());
            for error in &errors {
                assert!(
                    valid(error.span) && error.labels.iter().all(|l| valid(l.span)),
                    "{text:?} {error:?}"
                );
                render(error, &source, false);
            }
        }
    }
}

const SYMBOLS: &[&str] = &[
    "+", "-", "*", "/", "%", "=", "+=", "??=", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "!", "|>", "??",
    "?.", ".", "..", "..=", "...", "->", "=>", "|", "?", ":", ",", ";", "(", ")", "[", "]", "{", "}", "\n",
    "\"", "'", "f\"", "${", "x", "y", "Foo", "1", "2.5", "0x", "\\", "<<py", ">>", "//", "/*", "*/", "#",
    "ü", "@", "\r\n",
];

#[test]
fn token_soup() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..4_000 {
        let mut text = String::from(if round % 2 == 0 { "main { " } else { "" });
        for _ in 0..random.next(60) {
            let keyword = random.next(3) == 0;
            text += if keyword {
                TokenKind::KEYWORDS[random.next(TokenKind::KEYWORDS.len())].text()
            } else {
                SYMBOLS[random.next(SYMBOLS.len())]
            };
            text += if random.next(4) == 0 { "" } else { " " };
        }
        survive(&text);
    }
}

#[test]
fn random_bytes() {
    let mut random = Random(42);
    for _ in 0..2_000 {
        let bytes: Vec<u8> = (0..random.next(80)).map(|_| random.next(256) as u8).collect();
        survive(&String::from_utf8_lossy(&bytes));
        let ascii: String = bytes.iter().map(|b| (b % 96 + 32) as char).collect();
        survive(&ascii);
    }
}

const SAMPLE: &str = r#"use json
import { a as b } from "./x"
struct P<T> implements I { x: int, y: list<T>? }
enum E { A = 1, B }
export async fn f<T>(a: T, b = 2) -> int { yield a; return f"{a} ${b}" }
main {
  let [p, ...q] = [1, 2.5]; const {k} = {"k": new P<int> { x: 1 }}
  for (i in 0..=3) { if i == 2 continue else if (!x) { break } }
  try { throw g<int>(1)[1:]?.h } catch (e: T) { } finally { }
  let r = match v { [x, 0] if x > 5 => if a { 1 } else { 2 }, _ => fn(z) { z |> w } }
}
"#;

#[test]
fn damaged_programs() {
    super::program(SAMPLE);
    for cut in 0..SAMPLE.len() {
        survive(&SAMPLE[..cut]);
        survive(&SAMPLE[cut..]);
        survive(&format!("{}{}", &SAMPLE[..cut], &SAMPLE[cut + 1..]));
    }
    let mut random = Random(7);
    for _ in 0..2_000 {
        let (at, symbol) = (random.next(SAMPLE.len()), SYMBOLS[random.next(SYMBOLS.len())]);
        survive(&format!("{}{symbol}{}", &SAMPLE[..at], &SAMPLE[at..]));
    }
}

#[test]
fn long_nonsense_takes_linear_time() {
    for pattern in [
        "x<", "x<y>", "f(<", "a<b<c>>", "\"${", "'a' ", "<<a\n", "x. ", ") ", "fn(x) ", "{ ) ", "( ] ",
        "let ", "@", "ü", "if x ", "= ", "0x ", "a b\n",
    ] {
        survive_parsing(&format!("main {{ {}", pattern.repeat(500_000 / pattern.len())));
        survive_parsing(&pattern.repeat(500_000 / pattern.len()));
    }
}

/// Only parses: rendering a hundred errors in a line of this length is another matter.
fn survive_parsing(text: &str) {
    let start = std::time::Instant::now();
    let _ = parse(&Source::new("t", text));
    let seconds = start.elapsed().as_secs_f64();
    assert!(seconds < 5.0, "{:?} took {seconds} s", &text[..20]);
}
