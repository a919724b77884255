//! Programs from bytes: each byte chooses among statements and expressions that move references about, so that most inputs are valid programs.
//!
//! Invariant: a program has at most [`NESTING`] levels and [`STATEMENTS`] statements, and names only variables that exist.

use crate::heap_programs::Choices;
use std::fmt::Write;

const NESTING: usize = 4;
const STATEMENTS: usize = 120;

const VARIABLES: [&str; 6] = ["a", "b", "c", "d", "g", "h"];

/// `$v` is a variable, `$e` an expression, `$s` statements.
const EXPRESSIONS: [&str; 40] = [
    "null",
    "$v",
    "$v",
    "7",
    "\"text\"",
    "[]",
    "[$v, $v]",
    "{}",
    "{\"k\": $v, \"l\": $e}",
    "new R { n: $v, peer: $v }",
    "new R { n: 1, peer: $e }",
    "fn() { return $v }",
    "fn(x) { $v = x  return x }",
    "fn() { $s }",
    "fn() { yield $v  $s  yield $e }",
    "numbers(3)",
    "keep($v)",
    "$v.peer",
    "$v[0]",
    "$v[\"k\"]",
    "$v?.peer",
    "$v ?? $e",
    "[$v, $e] + [$e]",
    "copy($v)",
    "deep_copy([$v])",
    "$v()",
    "$v($e)",
    "$v.map(fn(x) { return [x, $v] })",
    "array.map_fn([$v, 1], $v)",
    "f\"${typeof($e)}\"",
    "if $e { $v } else { $e }",
    "match $v { null => $e, _ => $v }",
    "$e |> keep",
    "[$e][0..1]",
    "{\"k\": $e}.values()",
    "$v == $e",
    "$v.self_()",
    "R.self_($v)",
    "[1, [$v], {\"k\": $e}].clone()",
    "array.filter_fn([1, $v, $e], fn(x) { return x != $v })",
];

const STATEMENT_FORMS: [&str; 36] = [
    "$v = $e",
    "$v = $e",
    "$v = $e",
    "let t = $e  $v = t",
    "$v.peer = $e",
    "$v.n = $e",
    "$v.push($e)",
    "$v.push($v)",
    "$v[0] = $e",
    "$v[\"k\"] = $v",
    "$v.remove(0)",
    "$v.pop()",
    "$v.clear()",
    "$v.set(\"l\", $e)",
    "gc_collect()",
    "print(typeof($e))",
    "$e",
    "for i in 0..3 { $s }",
    "for x in $v { $v = x  $s }",
    "for x in $v { $s  break }",
    "for [x, y] in [[$v, $e]] { $v = [y, x] }",
    "while true { $s  break }",
    "if $e { $s } else { $s }",
    "try { $s  throw $e } catch (e) { $v = e  $s } finally { $s }",
    "try { $s } catch (e) { $v = e }",
    "{ let u = $e  let w = [$v, u]  $s  w.push(w) }",
    "return $v",
    "throw [$v, $e]",
    "let [p, q] = [$v, $e]  $v = [q, p, q]",
    "let local = fn() { $v = $e  return $v }  $v = local()",
    "numbers(2)",
    "$v = numbers($e)",
    "global.store($v)",
    "store($e)",
    "$v = [$v]  $v.push($v)",
    "for x in $v { for y in $v { $v = [x, y] } }",
];

/// What only shows when the collector runs: weak references and instances with a finalizer.
const SHOWS: [&str; 6] = [
    "$v = weak($v)",
    "print($v.get() == null)",
    "$v = $v.get()",
    "$v = new F { n: $v, peer: $v }",
    "$v.peer = new F { n: null, peer: $v }",
    "print(gc_collect())",
];

const HEAD: &str = "struct R { n: any, peer: any }
export let kept = []
fn R.self_(r) { return r }
fn keep(x) { if len(kept) > 20 { kept.clear() }  kept.push(x)  return x }
fn store(x) { kept.push(x)  kept.push([x, kept])  if len(kept) > 9 { kept.clear() } }
fn numbers(n) { let i = 0  while i < 3 { i += 1  yield [i, n, kept] } }
";

const FINALIZER: &str = "struct F { n: any, peer: any }
fn F.drop(f) { if len(kept) < 5 { kept.push(f.peer) } else { f.peer = [f.n, f] }  if len(kept) == 3 { kept.push(f) } }
";

/// A program, and whether what it prints depends on when the collector runs.
pub fn program(bytes: &[u8]) -> (String, bool) {
    let mut writer =
        Writer { choices: Choices::Bytes(bytes.iter().copied().collect()), left: STATEMENTS, shows: false };
    writer.shows = writer.choices.below(2) == 1;
    let mut text = HEAD.to_owned();
    if writer.shows {
        text.push_str(FINALIZER);
    }
    text.push_str("main {\n");
    for name in VARIABLES {
        let _ = writeln!(text, "  let {name} = null");
    }
    while !writer.choices.is_spent() && writer.left > 0 {
        let statement = writer.statement(0);
        // Most operations are wrong for most values: the program goes on.
        let _ = writeln!(text, "  try {{ {statement} }} catch (e) {{ print(typeof(e)) }}");
    }
    text.push_str("  print(\"end\")\n}\n");
    (text, writer.shows)
}

struct Writer {
    choices: Choices,
    left: usize,
    shows: bool,
}

impl Writer {
    fn pick(&mut self, forms: &[&'static str]) -> &'static str {
        forms[self.choices.below(forms.len() as u64) as usize]
    }

    fn statement(&mut self, depth: usize) -> String {
        self.left = self.left.saturating_sub(1);
        let form = if self.shows && self.choices.below(4) == 0 {
            self.pick(&SHOWS)
        } else {
            self.pick(&STATEMENT_FORMS)
        };
        self.fill(form, depth)
    }

    fn statements(&mut self, depth: usize) -> String {
        if depth >= NESTING || self.left == 0 || self.choices.is_spent() {
            return self.pick(&VARIABLES).to_owned();
        }
        let count = 1 + self.choices.below(3);
        (0..count).map(|_| self.statement(depth + 1)).collect::<Vec<_>>().join("\n")
    }

    fn expression(&mut self, depth: usize) -> String {
        if depth >= NESTING || self.choices.is_spent() {
            return self.pick(&VARIABLES).to_owned();
        }
        let form = self.pick(&EXPRESSIONS);
        self.fill(form, depth + 1)
    }

    fn fill(&mut self, form: &str, depth: usize) -> String {
        let mut parts = form.split('$');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (hole, rest) = part.split_at(part.len().min(1));
            match hole {
                "v" => text.push_str(self.pick(&VARIABLES)),
                "e" => text.push_str(&self.expression(depth)),
                "s" => text.push_str(&self.statements(depth)),
                other => {
                    text.push('$');
                    text.push_str(other);
                }
            }
            text.push_str(rest);
        }
        text
    }
}
