// An expression language: tokens, a recursive descent parser, an evaluator with environments, a pretty printer, a simplifier.
enum Tok { Num, Name, Op, End }
struct Token { kind: Tok, text: string, at: int }
struct Parser { tokens: list<Token>, pos: int }
struct Num { value: any }
struct Var { name: string }
struct Bin { op: string, left: any, right: any }
struct Call { name: string, args: list }
struct Let { name: string, value: any, body: any }
struct Lambda { params: list<string>, body: any }

fn tokenize(text: string) {
  let i = 0
  let n = len(text)
  let is_in = fn(c, set) { return set.contains(c) }
  while i < n {
    let c = text.char_at(i)
    if c == " " || c == "\n" { i += 1 continue }
    let start = i
    if is_in(c, "0123456789.") {
      while i < n && is_in(text.char_at(i), "0123456789.") { i += 1 }
      yield new Token { kind: Tok.Num, text: text[start:i], at: start }
    } else if regex.matches(c, "[A-Za-z_]") {
      while i < n && regex.matches(text.char_at(i), "\w") { i += 1 }
      yield new Token { kind: Tok.Name, text: text[start:i], at: start }
    } else if is_in(c, "+-*/^(),=\\>") {
      i += 1
      yield new Token { kind: Tok.Op, text: c, at: start }
    } else { throw {"error": "syntax", "at": i, "found": c} }
  }
  yield new Token { kind: Tok.End, text: "", at: n }
}
fn Parser.peek(p) { return p.tokens[p.pos] }
fn Parser.next(p) { let t = p.peek() p.pos += 1 return t }
fn Parser.accept(p, text) {
  if p.peek().text != text { return false }
  p.pos += 1
  return true
}
fn Parser.expect(p, text) {
  let t = p.peek()
  if !p.accept(text) { throw {"error": "syntax", "at": t.at, "found": t.text, "wanted": text} }
}
fn Parser.binary(p, level) {
  let levels = [["+", "-"], ["*", "/"]]
  if level == len(levels) { return p.power() }
  let left = p.binary(level + 1)
  while p.peek().kind == Tok.Op && p.peek().text in levels[level] {
    let op = p.next().text
    left = new Bin { op: op, left: left, right: p.binary(level + 1) }
  }
  return left
}
fn Parser.power(p) {
  let base = p.atom()
  if p.accept("^") { return new Bin { op: "^", left: base, right: p.power() } }
  return base
}
fn Parser.atom(p) {
  let t = p.next()
  return match t.kind {
    Tok.Num => new Num { value: if t.text.contains(".") { float(t.text) } else { int(t.text) } }
    Tok.Name => p.named(t)
    _ => p.bracket(t)
  }
}
fn Parser.named(p, t) {
  if t.text == "let" {
    let name = p.next().text
    p.expect("=")
    let value = p.expr()
    if p.next().text != "in" { throw "expected in" }
    return new Let { name: name, value: value, body: p.expr() }
  }
  if !p.accept("(") { return new Var { name: t.text } }
  let args = []
  if !p.accept(")") {
    args.push(p.expr())
    while p.accept(",") { args.push(p.expr()) }
    p.expect(")")
  }
  return new Call { name: t.text, args: args }
}
fn Parser.bracket(p, t) {
  if t.text == "(" {
    let inner = p.expr()
    p.expect(")")
    return inner
  }
  if t.text == "-" { return new Bin { op: "-", left: new Num { value: 0 }, right: p.power() } }
  if t.text == "\\" {
    let params = [p.next().text]
    while p.accept(",") { params.push(p.next().text) }
    p.expect(">")
    return new Lambda { params: params, body: p.expr() }
  }
  throw {"error": "syntax", "at": t.at, "found": t.text}
}
fn Parser.expr(p) { return p.binary(0) }
fn parse(text) {
  let tokens = []
  for t in tokenize(text) { tokens.push(t) }
  let p = new Parser { tokens: tokens, pos: 0 }
  let tree = p.expr()
  if p.peek().kind != Tok.End { throw {"error": "syntax", "at": p.peek().at, "found": p.peek().text} }
  return tree
}
fn lookup(env, name) {
  while env != null {
    if name in env.vars { return env.vars[name] }
    env = env.up
  }
  throw {"error": "name", "name": name}
}
fn eval(node, env) {
  return match typeof(node) {
    "Num" => node.value
    "Var" => lookup(env, node.name)
    "Let" => eval(node.body, {"vars": {node.name: eval(node.value, env)}, "up": env})
    "Lambda" => fn(values) { return eval(node.body, {"vars": zip(node.params, values), "up": env}) }
    "Call" => lookup(env, node.name)(node.args.map(fn(a) { return eval(a, env) }))
    "Bin" => apply(node.op, eval(node.left, env), eval(node.right, env))
  }
}
fn zip(names, values) {
  if len(names) != len(values) { throw {"error": "arity", "want": len(names), "got": len(values)} }
  let d = {}
  for i in 0..len(names) { d[names[i]] = values[i] }
  return d
}
fn apply(op, a, b) {
  return match op { "+" => a + b, "-" => a - b, "*" => a * b, "/" => a / b, "^" => math.pow(a, b) }
}
fn show(node) {
  return match typeof(node) {
    "Num" => string(node.value)
    "Var" => node.name
    "Bin" => f"({show(node.left)} {node.op} {show(node.right)})"
    "Call" => f"{node.name}({node.args.map(show).join(", ")})"
    "Let" => f"let {node.name} = {show(node.value)} in {show(node.body)}"
    "Lambda" => f"\\{node.params.join(",")} > {show(node.body)}"
  }
}
fn simplify(node) {
  if typeof(node) != "Bin" { return node }
  let [l, r] = [simplify(node.left), simplify(node.right)]
  let value = fn(n) { return if typeof(n) == "Num" { n.value } else { null } }
  return match [node.op, value(l), value(r)] {
    ["+", 0, _] => r
    ["+", _, 0] => l
    ["*", 1, _] => r
    ["*", _, 1] => l
    ["*", 0, _] => l
    ["*", _, 0] => r
    [op, a, b] if a != null && b != null => new Num { value: apply(op, a, b) }
    _ => new Bin { op: node.op, left: l, right: r }
  }
}
main {
  let globals = {"vars": {"pi": 3, "max": fn(a) { return if a[0] > a[1] { a[0] } else { a[1] } }, "twice": fn(a) { return a[0] * 2 }}, "up": null}
  for text in ["1 + 2 * 3", "(1 + 2) * 3 - 4 / 2", "2 ^ 3 ^ 2", "let x = 5 in x * x + pi", "max(3, twice(4)) + 1.5", "let f = \\a,b > a * b + 1 in f(3, 4)",
               "-3 + 1", "1 +", "2 $ 3", "f(1)", "1 / 0", "let g = \\a > a in g(1, 2)", "(1", "0 * x + y * 1 + 2 * 3"] {
    try {
      let tree = parse(text)
      io.write(show(tree), " => ")
      print(eval(tree, globals))
    } catch (e) { print(if "error" in e { e } else { e.type + ": " + e.message }) }
  }
  print(show(simplify(parse("0 * x + y * 1 + 2 * 3"))), show(simplify(parse("x + (1 - 1) * y"))))
}
