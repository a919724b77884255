//! Words and signs where they have no meaning, and literals that are none.

use super::case::Case;

/// Each alone in a file, where none of them makes a program.
const WORDS: &str = "use as fn function async return if else for in while break continue match try catch throw finally struct class init \
    module export import from default new main let const await null ref enum interface implements yield true false and or not runtime var \
    block polyglot 7 name \"text\" + - * / % = += == < > && || ! |> ?? ?. . .. ..= ... -> => | ? : , ( ) [ ] { } @ $ ` ~ ^ & << >> :: \\ ' \"";

/// Texts that are refused, and what is said.
const REFUSED: [(&str, &str, &str); 40] = [
    ("hex_without_digits", "print(0x)", ""),
    ("binary_without_digits", "print(0b)", ""),
    ("binary_with_2", "print(0b12)", ""),
    ("octal_with_9", "print(0o19)", ""),
    ("hex_with_g", "print(0xfg)", ""),
    ("number_and_name", "print(12abc)", ""),
    ("two_points", "print(1.2.3)", ""),
    ("exponent_without_digits", "print(1e)", ""),
    ("exponent_with_sign_only", "print(1e+)", ""),
    ("string_without_end", "print(\"abc)", ""),
    ("character_without_end", "print('abc)", ""),
    ("format_without_end", "print(f\"{1 + )", ""),
    ("empty_hole", "print(\"${}\")", ""),
    ("hole_with_statement", "print(\"${let a = 1}\")", ""),
    ("two_expressions_in_hole", "print(\"${1 2}\")", ""),
    ("assignment_to_literal", "1 = 2", ""),
    ("assignment_to_call", "f() = 2", ""),
    ("assignment_in_condition", "if a = 1 { }", "=="),
    ("let_without_name", "let = 1", ""),
    ("let_keyword", "let if = 1", ""),
    ("const_without_value", "const x", ""),
    ("two_names", "let a b = 1", ""),
    ("break_outside", "break", "loop"),
    ("continue_outside", "continue", "loop"),
    ("yield_outside", "yield 1", ""),
    ("try_without_catch", "try { }", "catch"),
    ("catch_alone", "catch (e) { }", ""),
    ("finally_alone", "finally { }", ""),
    ("else_alone", "else { }", ""),
    ("throw_as_expression", "let x = throw 1", ""),
    ("match_without_arrow", "match 1 { 1 2 }", ""),
    ("match_without_end", "match 1 { 1 =>", ""),
    ("spread_in_list", "print([...a])", ""),
    ("default_in_the_middle", "fn f(a, a) { }  f(1", ""),
    ("polyglot_block", "<<python\nprint(1)\n>>", "polyglot"),
    ("struct_without_new", "let s = S { x: 1 }", ""),
    ("import_inside", "import \"x\" as y", ""),
    ("export_inside", "export let x = 1", ""),
    ("enum_inside", "enum E { A }", ""),
    ("dict_key_without_quotes_or_value", "let d = {a: }", ""),
];

pub(crate) fn cases() -> Vec<Case> {
    let words = WORDS.split_whitespace();
    let alone =
        words.enumerate().map(|(n, word)| Case::script(&format!("word {n} {word}"), word, "script.ox:1:"));
    let refused = REFUSED.iter().map(|(name, text, says)| Case::body(&format!("refused {name}"), text, says));
    let mut cases: Vec<Case> = alone.chain(refused).collect();
    let many = "let = 1\n".repeat(50_000);
    cases.push(Case::body("refused fifty_thousand_errors", &many, "script.ox:2:5"));
    let long = format!("let {} = ", "a".repeat(1 << 20));
    cases.push(Case::body("refused name_of_a_megabyte", &long, "script.ox:"));
    cases.push(Case::body(
        "refused line_of_a_megabyte",
        &format!("{} let", "1;".repeat(1 << 19)),
        "script.ox:",
    ));
    cases.push(Case::body(
        "refused digits_without_number",
        &format!("0x{}g", "f".repeat(100_000)),
        "script.ox:2:",
    ));
    cases
}
