//! Programs that would run, grow or recurse for ever, under the limits that stop them.

use super::case::Case;

const ENDLESS: [(&str, &str); 14] = [
    ("while", "while true {}"),
    ("caught", "while true { try { while true {} } catch (e) {} }"),
    ("finally", "while true { try { throw 1 } catch (e) {} finally { while true {} } }"),
    ("growing_list", "let l = [1]\nfor x in l { l.push(x) }"),
    ("generator", "let g = fn() { while true { yield 1 } }\nfor x in g() {}"),
    ("callback", "[1].map(fn(x) { while true {} })"),
    ("sort_callback", "range(1000).forEach(fn(x) { while true {} })"),
    (
        "mutual",
        "let a = null\nlet b = fn(n) { if n > 0 { return a(n - 1) } }\na = fn(n) { return b(n) }\nwhile true { b(5) }",
    ),
    ("empty_string", "let s = \"\"\nwhile s == \"\" { s = s + s }"),
    ("huge_range", "for i in 0..9223372036854775807 {}"),
    ("downwards", "let i = 0\nwhile i <= 0 { i -= 1 }"),
    ("match", "while match 1 { 1 => true, _ => false } {}"),
    (
        "recursion_of_two",
        "let f = null\nf = fn(n) { if n < 2 { return n }  return f(n - 1) + f(n - 2) }\nf(80)",
    ),
    ("collector", "while true { gc_collect() }"),
];

const GREEDY: [(&str, &str); 16] = [
    ("list", "let l = []\nwhile true { l.push(1) }"),
    ("list_of_itself", "let l = []\nwhile true { l.push(l) }"),
    ("doubling_string", "let s = \"x\"\nwhile true { s = s + s }"),
    ("doubling_list", "let l = [1]\nwhile true { l = l + l }"),
    ("chain", "let n = null\nwhile true { n = [n] }"),
    ("dict", "let d = {}\nlet i = 0\nwhile true { d[\"k\" + i] = i  i += 1 }"),
    ("closures", "let n = fn() { null }\nwhile true { let m = n  n = fn() { m } }"),
    ("repeat", "\"x\".repeat(100000000000)"),
    ("pad", "\"x\".pad_left(100000000000)"),
    ("range_list", "range(100000000000)"),
    ("text_of_shared", "let l = [\"abcdefgh\"]\nfor i in 0..60 { l = [l, l] }\nstring(l)"),
    ("print_of_shared", "let l = [\"abcdefgh\"]\nfor i in 0..60 { l = [l, l] }\nprint(l)"),
    ("json_of_shared", "let l = [\"abcdefgh\"]\nfor i in 0..60 { l = [l, l] }\njson.stringify(l)"),
    ("replace", "let s = \"ab\"\nwhile true { s = s.replace(\"a\", \"aab\") + s }"),
    ("generators", "let g = fn() { yield 1 }\nlet all = []\nwhile true { all.push(g()) }"),
    ("random", "crypto.random_string(100000000000)"),
];

const DEEP: [(&str, &str); 8] = [
    ("function", "let f = null\nf = fn(n) { return f(n + 1) + 1 }\nf(0)"),
    ("method", "let f = null\nf = fn(n) { return [n].map(f) }\nf(0)"),
    ("generator", "let g = null\ng = fn(n) { for x in g(n + 1) { yield x } }\nfor x in g(0) {}"),
    ("default", "let f = null\nf = fn(n = f()) { return n }\nf()"),
    ("interpolation", "let f = null\nf = fn(n) { return \"${f(n)}\" }\nf(0)"),
    ("in_catch", "let f = null\nf = fn() { try { throw 1 } catch (e) { f() } }\nf()"),
    ("in_finally", "let f = null\nf = fn() { try { 1 } catch (e) {} finally { f() } }\nf()"),
    ("reduce", "let f = null\nf = fn(a, b) { return [1].reduce(f, a) }\nf(1, 2)"),
];

pub(crate) fn cases() -> Vec<Case> {
    let main = |text: &str| format!("main {{\n{text}\n}}");
    let endless = ENDLESS.iter().map(|(name, text)| {
        Case::with_flags(&format!("endless {name}"), &["--fuel", "50000"], main(text), "fuel used up")
    });
    let greedy = GREEDY.iter().map(|(name, text)| {
        Case::with_flags(&format!("greedy {name}"), &["--memory-limit", "8M"], main(text), "emory")
    });
    let deep = DEEP.iter().map(|(name, text)| Case::body(&format!("deep {name}"), text, "depth"));
    endless.chain(greedy).chain(deep).collect()
}
