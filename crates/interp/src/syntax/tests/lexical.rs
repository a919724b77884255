//! Section 1: comments, numbers, operators; the token printer.

use super::super::print_tokens;
use super::super::span::Source;
use super::{check, check_expr, check_refused, check_rejected, program};

#[test]
fn numbers() {
    check_expr(&[
        ("42", "42"),
        ("0123", "123"),
        ("3.14", "3.14"),
        (".5", "0.5"),
        ("5.", "5.0"),
        ("0xff", "255"),
        ("0XFF", "255"),
        ("0b101", "5"),
        ("0o17", "15"),
        ("1_000_000", "1000000"),
        ("0xffff_0000", "4294901760"),
        ("1e9", "1000000000.0"),
        ("2.5e-3", "0.0025"),
        ("1E+2", "100.0"),
        ("5.e1", "50.0"),
        ("0..5", "(.. 0 5)"),
        ("0..=5", "(..= 0 5)"),
        ("1.5..2.5", "(.. 1.5 2.5)"),
        ("9223372036854775807", "9223372036854775807"),
        ("9223372036854775808", "9.223372036854776e18"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("- 9223372036854775808", "-9223372036854775808"),
        ("1 -9223372036854775808", "(- 1 9.223372036854776e18)"),
        ("-9223372036854775809", "(neg 9.223372036854776e18)"),
        ("-0x8000000000000000", "-9223372036854775808"),
        ("0xffffffffffffffff", "1.8446744073709552e19"),
        ("99999999999999999999", "1e20"),
        ("1e999", "inf"),
        ("-5", "(neg 5)"),
    ]);
    check_refused(&[
        ("x = 12abc", "invalid number `12abc`"),
        ("x = 0x", "invalid number `0x`"),
        ("x = 0xfg", "invalid number `0xfg`"),
        ("x = 0b12", "invalid number `0b12`"),
        ("x = 1__0", "invalid number `1__0`"),
        ("x = 1_", "invalid number `1_`"),
        ("x = 5.max", "write `(5).max`"),
    ]);
}

#[test]
fn comments() {
    check(&[
        ("a // b\nc # d\n/* e\n f */ g", "a\nc\ng"),
        ("a /* b /* c */ d", "a\nd"),
        ("# only", ""),
        ("a = 1 /* x */ + 2", "(= a (+ 1 2))"),
        ("f /* \n */ (x)", "f\nx"),
        ("a \r\n b\r", "a\nb"),
    ]);
    program("main { } /* never closed");
    program("\u{feff}main {} // ünïcödé is fine here, \u{1F600} too");
}

#[test]
fn only_ascii_outside_strings_and_comments() {
    check_rejected(&[
        ("main {\n  größe = 1\n}", &["2:5 unexpected character `ö`"]),
        (
            "main { x = “hi” }",
            &[
                "1:12 unexpected character `“` | quote strings with `\"` or `'`",
                "1:15 unexpected character `”` | quote strings with `\"` or `'`",
            ],
        ),
        ("main { @x }", &["1:8 unexpected character `@`"]),
        ("main { x = \u{0} }", &["1:12 unexpected character `\\0`"]),
    ]);
    check_expr(&[("\"größe 😀\"", "\"größe 😀\"")]);
}

#[test]
fn operators_of_other_languages() {
    check_refused(&[
        ("a & b", "`&` is not an operator"),
        ("a ^ b", "`^` is not an operator"),
        ("x = ~a", "`~` is not an operator"),
        ("a << b", "`<<` is not an operator"),
        ("a <<b", "`<<` is not an operator"),
        ("a >> b", "`>>` is not an operator"),
        ("a::b", "`::` is not an operator"),
        ("i++", "write `x += 1`"),
        ("i--", "write `x -= 1`"),
        ("a ** b", "`**` is not an operator"),
        ("a === b", "`===` is not an operator"),
        ("c ? a : b", "write `if c { a } else { b }`"),
    ]);
    check_expr(&[("a - -b", "(- a (neg b))"), ("a --b", "(- a (neg b))"), ("1--1", "(- 1 (neg 1))")]);
}

#[test]
fn polyglot_blocks() {
    let hint = " | rewrite the python code in Oxbow";
    check_rejected(&[
        (
            "main {\n  let x = <<python[a, b]\n  print(\"it's\")\n  >>\n  y = \n}",
            &[
                &format!("2:11 polyglot blocks are not supported: `<<python` on line 2{hint}"),
                "6:1 expected an expression, found `}`",
            ],
        ),
        (
            "main {\n  <<python\n",
            &[
                &format!("2:3 polyglot blocks are not supported: `<<python` on line 2{hint}"),
                "2:11 expected `}`, found the end of the file",
            ],
        ),
    ]);
}

#[test]
fn token_listing() {
    let listing = |text: &str| print_tokens(&Source::new("t", text));
    assert_eq!(
        listing("let x = f\"a{b}\\n\" // c\n  |> 0x1f @ 'q'"),
        " 1:1     keyword      let
 1:5     name         x
 1:7     mark         =
 1:9     string-open  f\"
 1:11    string-text  a
 1:12    hole-open    {
 1:13    name         b
 1:14    hole-close   }
 1:15    string-text  \\\\n
 1:17    string-close \"
+2:3     mark         |>
 2:6     int          0x1f
 2:11    error        @
 2:13    string       'q'
 2:16    end
"
    );
    assert_eq!(
        listing("\"ü\ny\" z"),
        " 1:1     string       \"ü\\ny\"\n 2:4     name         z\n 2:5     end\n"
    );
}
