//! Every construct inside itself, a hundred thousand times: closed and left open.

use super::case::Case;

const DEPTH: usize = 100_000;

/// Name, what opens a level, what stands inside, what closes a level. All of it stands in `main`.
const CONSTRUCTS: [(&str, &str, &str, &str); 26] = [
    ("parentheses", "(", "1", ")"),
    ("lists", "[", "", "]"),
    ("dicts", "({\"k\":", "1", "})"),
    ("blocks", "{", "", "}"),
    ("ifs", "if true {", "", "}"),
    ("if_expressions", "if true { 1 } else { (", "1", ") }"),
    ("whiles", "while true {", "", "}"),
    ("fors", "for i in 0..1 {", "", "}"),
    ("tries", "try {", "", "} catch (e) {}"),
    ("catches", "try {} catch (e) {", "", "}"),
    ("finallys", "try {} catch (e) {} finally {", "", "}"),
    ("matches", "match 1 { _ =>", "1", "}"),
    ("guards", "match 1 { _ if (", "1", ") => 1 }"),
    ("functions", "fn f() {", "", "}"),
    ("lambdas", "(fn() {", "1", "})"),
    ("defaults", "fn f(a = fn() {", "1", "}) {}"),
    ("calls", "f(", "", ")"),
    ("subscripts", "a[", "0", "]"),
    ("slices", "a[0..", "1", "]"),
    ("struct_literals", "new S { x: ", "1", "}"),
    ("interpolations", "\"${", "1", "}\""),
    ("formats", "f\"{", "1", "}\""),
    ("struct_declarations", "fn f() { struct S { x: int }", "", "}"),
    ("generic_types", "let x: list<", "int", "> = 1"),
    ("function_results", "fn f() -> list<list<", "int", ">> {"),
    ("destructurings", "for [a, b] in [", "1", "] {}"),
];

/// What repeats without closing.
const CHAINS: [(&str, &str, &str); 14] = [
    ("minuses", "-", "1"),
    ("nots", "!", "true"),
    ("not_words", "not ", "true"),
    ("awaits", "await ", "1"),
    ("yields", "yield ", "1"),
    ("returns", "return if true { return 1 } else ", "1"),
    ("sums", "1 + ", "1"),
    ("powers_of_coalescing", "null ?? ", "1"),
    ("pipes", "1 |> ", "f"),
    ("comparisons", "1 == ", "1"),
    ("conjunctions", "true && ", "true"),
    ("ranges", "1..", "2"),
    ("assignments", "a = ", "1"),
    ("arrows", "fn() -> ", "int"),
];

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, open, inside, close) in CONSTRUCTS {
        let (opened, closed) = (open.repeat(DEPTH), close.repeat(DEPTH));
        let text = format!("main {{\n{opened}{inside}{closed}\n}}\n");
        cases.push(Case::script(&format!("nesting closed {name}"), text, "script.ox:"));
        let text = format!("main {{\n{opened}");
        cases.push(Case::script(&format!("nesting open {name}"), text, "script.ox:"));
    }
    for (name, repeated, end) in CHAINS {
        let text = format!("main {{\n{}{end}\n}}\n", repeated.repeat(DEPTH));
        cases.push(Case::script(&format!("nesting chain {name}"), text, "script.ox:"));
    }
    let closers = [")", "]", "}", ">", "*/", "${", "\"", "\\"];
    for closer in closers {
        let text = format!("main {{ {} }}", closer.repeat(DEPTH + 1));
        cases.push(Case::script(&format!("nesting closers {closer}"), text, "script.ox:"));
    }
    cases
}
