//! Sections 7, 8, 11 and 14 as far as they are about expressions.

use super::{check, check_expr, check_refused};

#[test]
fn precedence() {
    check_expr(&[
        ("a = b = c", "(= a (= b c))"),
        ("a += b ?? c", "(+= a (?? b c))"),
        ("a.b -= 1", "(-= (. a b) 1)"),
        ("a[0] *= 1", "(*= (index a 0) 1)"),
        ("f().x /= 1", "(/= (. (call f) x) 1)"),
        ("a %= 1", "(%= a 1)"),
        ("a ??= b", "(??= a b)"),
        ("a |> f ?? g |> h", "(|> (|> a (?? f g)) h)"),
        ("a ?? b || c", "(?? a (|| b c))"),
        ("a ?? b ?? c", "(?? (?? a b) c)"),
        ("a or b and c", "(|| a (&& b c))"),
        ("a || b && c == d", "(|| a (&& b (== c d)))"),
        ("a == b != c", "(!= (== a b) c)"),
        ("a == 0..n - 1", "(== a (.. 0 (- n 1)))"),
        ("0..n < 3", "(.. 0 (< n 3))"),
        ("1 < x < 5", "(< (< 1 x) 5)"),
        ("a <= b >= c", "(>= (<= a b) c)"),
        ("x in a + b", "(in x (+ a b))"),
        ("x not in a", "(not-in x a)"),
        ("not a in b", "(in (not a) b)"),
        ("!a in b", "(in (not a) b)"),
        ("!(a in b)", "(not (in a b))"),
        ("a + b - c", "(- (+ a b) c)"),
        ("a + b * c / d % e", "(+ a (% (/ (* b c) d) e))"),
        ("-a * b", "(* (neg a) b)"),
        ("-a.b(c)", "(neg (call (. a b) c))"),
        ("!!-a", "(not (not (neg a)))"),
        ("(a + b) * c", "(* (+ a b) c)"),
        ("yield a || b", "(yield (|| a b))"),
        ("(yield a) ?? b", "(?? (yield a) b)"),
        ("yield a ?? b", "(?? (yield a) b)"),
    ]);
    check_refused(&[
        ("x = 1..2..3", "ranges cannot be chained"),
        ("x = 1..=2..3", "ranges cannot be chained"),
    ]);
}

#[test]
fn postfix() {
    check_expr(&[
        ("f(a, b)(c)", "(call (call f a b) c)"),
        ("a.b.c", "(. (. a b) c)"),
        ("n?.a.b", "(. (?. n a) b)"),
        ("a?.m(1)", "(call (?. a m) 1)"),
        ("d[\"k\"].f", "(. (index d \"k\") f)"),
        ("x[1:2]", "(slice x 1 2)"),
        ("x[1:]", "(slice x 1 _)"),
        ("x[:-1]", "(slice x _ (neg 1))"),
        ("x[:]", "(slice x _ _)"),
        ("[1, 2, 3][0]", "(index (list 1 2 3) 0)"),
        ("outer()()()", "(call (call (call outer)))"),
        ("(a)(b)", "(call a b)"),
        ("\"x\".length()", "(call (. \"x\" length))"),
        ("{\"a\": 1}.keys()", "(call (. (dict (\"a\" 1)) keys))"),
        ("new P { x: 1 }.x", "(. (new P (x 1)) x)"),
    ]);
    check_refused(&[
        ("f(a b)", "expected `,` or `)`, found `b`"),
        ("f(a: 1)", "arguments are passed by position"),
        ("f(...a)", "cannot be spread"),
        ("a[", "expected an expression, found `}`"),
        ("a[]", "expected an expression, found `]`"),
        ("a.1", "expected a name after `.`"),
        ("a.", "expected a name after `.`, found `}`"),
        ("a.new", "expected a name after `.`, found keyword `new`"),
    ]);
}

#[test]
fn generic_calls() {
    check_expr(&[
        ("f<int>(x)", "(call f x)"),
        ("m.f<int, dict<string, list<int>>>(x)", "(call (. m f) x)"),
        ("f<list[int]?>(x)", "(call f x)"),
        ("a < b > (c)", "(call a c)"),
        ("a < b", "(< a b)"),
        ("a < b > c", "(> (< a b) c)"),
        ("a < 1 > (c)", "(> (< a 1) c)"),
        ("a < b.c.d > (e)", "(> (< a (. (. b c) d)) e)"),
        ("(a < b) > (c)", "(> (< a b) c)"),
        ("[a < b, (c > (d))]", "(list (< a b) (> c d))"),
        ("[a < b, c > (d)]", "(list (call a d))"),
    ]);
    check_expr(&[("f(a < b, c > (d))", "(call f (call a d))")]);
}

#[test]
fn assignment_targets() {
    check_refused(&[
        ("f() = 1", "cannot assign to the result of a call"),
        ("a?.b = 1", "cannot assign to the result of `?.`"),
        ("a[1:2] = b", "cannot assign to a slice"),
        ("1 = 2", "cannot assign to a literal"),
        ("\"x\" += 2", "cannot assign to a string"),
        ("[a, b] = c", "destructuring needs `let` in front"),
        ("a + b = c", "cannot assign to this expression"),
        ("-a = c", "cannot assign to this expression"),
        ("null = c", "cannot assign to a literal"),
        ("a = b + c = d", "cannot assign to this expression"),
    ]);
}

#[test]
fn literals() {
    check_expr(&[
        ("[]", "(list)"),
        ("{}", "(dict)"),
        ("{a: 1, \"b\": 2, 3: 4, f(): 5}", "(dict (a 1) (\"b\" 2) (3 4) ((call f) 5))"),
        ("[true, false, null]", "(list true false null)"),
        ("{\"a\": {\"b\": [{}]}}", "(dict (\"a\" (dict (\"b\" (list (dict))))))"),
        ("new Pt { x: 1, y: 2 }", "(new Pt (x 1) (y 2))"),
        ("new Pt { x: 1\n y: 2; \"z w\": 3 if: 4 }", "(new Pt (x 1) (y 2) (z w 3) (if 4))"),
        ("new Pt\n{\n}", "(new Pt)"),
        ("new m.Pt<int, list<int>> { x: -1 }", "(new m.Pt (x (neg 1)))"),
    ]);
    check_refused(&[
        ("x = [1 2]", "expected `,` or `]`, found number `2`"),
        ("x = {a}", "expected `:` after the key, found `}`"),
        ("x = {a: 1 b: 2}", "expected `,` or `}`, found `b`"),
        ("x = Pt { x: 1 }", "write `new Pt { … }`"),
        ("x = m.Pt { x: 1 }", "write `new m.Pt { … }`"),
        ("x = Pt {}", "write `new Pt { … }`"),
        ("f(Pt { \"x\": 1 })", "write `new Pt { … }`"),
        ("return Pt { x, y }", "write `new Pt { … }`"),
        ("x = new Pt(1, 2)", "structs are made by `new Name { field: value }`"),
        ("x = new { a: 1 }", "the name of a struct after `new`"),
    ]);
}

#[test]
fn if_expressions() {
    check_expr(&[
        ("if a { 1 } else { 2 }", "(if a 1 2)"),
        ("if (a) { 1 }\nelse if b\n{ 2 } else { 3 }", "(if a 1 (if b 2 3))"),
        ("if a { {\"k\": 1} } else { if b { 1 } else { 2 } }", "(if a (dict (\"k\" 1)) (if b 1 2))"),
        ("f(if a { 1 } else { 2 })", "(call f (if a 1 2))"),
        ("(if a { 1 } else { 2 }) + 3", "(+ (if a 1 2) 3)"),
    ]);
    check(&[("return if a { 1 } else { 2 }", "(return (if a 1 2))")]);
    check_refused(&[
        ("x = if a { 1 }", "an `if` used as a value needs an `else`"),
        ("x = if a { 1 2 } else { 3 }", "holds exactly one expression"),
        ("x = if a { let y = 1 } else { 3 }", "expected an expression, found keyword `let`"),
        ("x = if a { } else { 3 }", "expected an expression, found `}`"),
        ("x = if a 1 else 2", "expected `{` and the value of the branch"),
        ("x = if a = 1 { 1 } else { 2 }", "assignment used as a condition"),
    ]);
}

#[test]
fn matches() {
    check_expr(&[
        (
            "match v {\n  0 => \"zero\"\n  Dir.Up => \"up\", \"a\" => \"letter\"\n  [x, 0, _, -1] if x > 5 => f\"x {x}\"\n  n if n > 100 => \"big\"\n  _ => \"other\"\n}",
            "(match v\n    0 => \"zero\"\n    (. Dir Up) => \"up\"\n    \"a\" => \"letter\"\n    (elements bind x 0 bind _ (neg 1)) if (> x 5) => (interpolate \"x \" x)\n    bind n if (> n 100) => \"big\"\n    _ => \"other\")",
        ),
        (
            "match true { true => 1, false => 2, _ => 3 }",
            "(match true\n    true => 1\n    false => 2\n    _ => 3)",
        ),
        ("match -5 { n if n < 0 => 1 }", "(match (neg 5)\n    bind n if (< n 0) => 1)"),
        ("match x { _ => match y { _ => 1 } }", "(match x\n    _ => (match y\n      _ => 1))"),
        (
            "match x { 2 + 3 => 1\n(n) => 2\n-5 => 3\n[] => {} }",
            "(match x\n    (+ 2 3) => 1\n    n => 2\n    (neg 5) => 3\n    (elements) => (dict))",
        ),
    ]);
    check(&[
        ("match x { _ => 1 }\n(y)", "(match x\n  _ => 1)\ny"),
        ("match(x) { _ => 1 }", "(match x\n  _ => 1)"),
    ]);
    check_refused(&[
        ("x = match v { }", "a match needs at least one arm"),
        ("x = match v { 1 => throw \"x\" }", "`throw` is a statement, not an expression"),
        ("x = match v { 1 => a ?? b }", "put parentheses around the body of the arm"),
        ("x = match v { 1 => a = b }", "put parentheses around the body of the arm"),
        ("x = match v { 1 => a |> b }", "put parentheses around the body of the arm"),
        ("x = match v { else => 1 }", "`_ => value` matches anything"),
        ("x = match v { 1 | 2 => 1 }", "write one arm for each pattern"),
        ("x = match v { 1 -> 1 }", "arms are written `pattern => value`"),
        ("x = match v { n if (a = b) => 1 }", "assignment used as a condition"),
    ]);
}

#[test]
fn lambdas_and_generators() {
    check_expr(&[
        ("fn() { }", "(fn ())"),
        (
            "fn(a: int, b = 2, c: string? = null) -> int { return a }",
            "(fn (a: int b = 2 c: string? = null) -> int\n    (return a))",
        ),
        ("fn() { yield 1 }", "(fn* ()\n    (yield 1))"),
        ("fn() { return fn() { yield 1 } }", "(fn ()\n    (return (fn* ()\n      (yield 1))))"),
        ("async fn() { }", "(async fn ())"),
        ("fn(a = fn() { }) { }", "(fn (a = (fn ())))"),
    ]);
    check_refused(&[
        ("x = fn(1) { }", "expected the name of a parameter or `)`, found number `1`"),
        ("x = fn(a, if) { }", "found keyword `if`"),
        ("x = async 1", "expected an expression, found keyword `async`"),
        ("x = fn(a = yield 1) { }", "`yield` outside of a function"),
        ("x = yield", "expected an expression"),
    ]);
}

#[test]
fn statements_are_not_expressions() {
    check_refused(&[
        ("x = throw 1", "`throw` is a statement, not an expression"),
        ("x = try { 1 } catch (e) { 2 }", "`try` is a statement, not an expression"),
        ("x ?? throw 1", "`throw` is a statement, not an expression"),
        ("return throw 1", "`throw` is a statement, not an expression"),
        ("x = while a { }", "expected an expression, found keyword `while`"),
        ("x = interface", "is a keyword and never a name"),
        ("x = struct", "cannot be read as a variable"),
    ]);
}
