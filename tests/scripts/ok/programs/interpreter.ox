// An interpreter for a small expression language, compiled to closures.
fn tokenize(src) {
  let out = []
  let i = 0
  while i < len(src) {
    let c = src.char_at(i)
    if c == " " { i += 1  continue }
    if "0123456789".contains(c) {
      let j = i
      while j < len(src) && "0123456789".contains(src.char_at(j)) { j += 1 }
      out.push(["num", int(src[i:j])])
      i = j
      continue
    }
    if regex.matches(c, "[a-z]") {
      let j = i
      while j < len(src) && regex.matches(src.char_at(j), "[a-z]") { j += 1 }
      out.push(["name", src[i:j]])
      i = j
      continue
    }
    if "+-*/()=<,;".contains(c) { out.push(["op", c])  i += 1  continue }
    throw "bad character " + c
  }
  out.push(["end", ""])
  return out
}
struct P { toks: list, at: int }
fn P.peek(p) { return p.toks[p.at] }
fn P.take(p) { p.at += 1  return p.toks[p.at - 1] }
fn P.is(p, op) { return p.peek() == ["op", op] }
fn P.eat(p, op) {
  if !p.is(op) { throw "expected " + op + " but got " + p.peek()[1] }
  p.take()
}
fn P.word(p, w) {
  if p.peek() == ["name", w] { p.take()  return true }
  return false
}
fn P.program(p) {
  let steps = [p.expr()]
  while p.is(";") { p.take()  steps.push(p.expr()) }
  if p.peek()[0] != "end" { throw "unexpected " + p.peek()[1] }
  return fn(env) { let r = null  for s in steps { r = s(env) } return r }
}
fn P.expr(p) {
  if p.word("let") {
    let name = p.take()[1]
    p.eat("=")
    let value = p.expr()
    return fn(env) { env.vars[name] = value(env)  return env.vars[name] }
  }
  if p.word("fn") {
    let arg = p.take()[1]
    p.eat("=")
    let body = p.expr()
    return fn(env) { return fn(v) { return body(new Env { vars: {arg: v}, outer: env }) } }
  }
  if p.word("if") {
    let c = p.expr()
    if !p.word("then") { throw "expected then" }
    let a = p.expr()
    if !p.word("else") { throw "expected else" }
    let b = p.expr()
    return fn(env) { if c(env) { return a(env) } return b(env) }
  }
  return p.compare()
}
fn P.compare(p) {
  let a = p.sum()
  if p.is("<") {
    p.take()
    let b = p.sum()
    return fn(env) { return a(env) < b(env) }
  }
  return a
}
fn P.sum(p) {
  let a = p.product()
  while p.is("+") || p.is("-") { a = binary(p.take()[1], a, p.product()) }
  return a
}
fn P.product(p) {
  let a = p.call()
  while p.is("*") || p.is("/") { a = binary(p.take()[1], a, p.call()) }
  return a
}
fn binary(op, a, b) {
  return match op {
    "+" => fn(env) { return a(env) + b(env) }
    "-" => fn(env) { return a(env) - b(env) }
    "*" => fn(env) { return a(env) * b(env) }
    "/" => fn(env) { return a(env) / b(env) }
  }
}
fn P.call(p) {
  let f = p.atom()
  while p.is("(") {
    p.take()
    let x = p.expr()
    p.eat(")")
    f = apply(f, x)
  }
  return f
}
fn apply(f, x) { return fn(env) { return f(env)(x(env)) } }
fn P.atom(p) {
  let t = p.take()
  return match t {
    ["num", n] => fn(env) { return n }
    ["name", s] => fn(env) { return lookup(env, s) }
    ["op", "("] => p.grouped()
    ["op", "-"] => negate(p.atom())
    _ => p.fail(t)
  }
}
fn P.fail(p, t) { throw "unexpected " + (if t[0] == "end" { "end" } else { t[1] }) }
fn P.grouped(p) { let e = p.expr()  p.eat(")")  return e }
fn negate(e) { return fn(env) { return -e(env) } }
struct Env { vars: dict, outer: any }
fn lookup(env, name) {
  let e = env
  while e != null {
    if e.vars.has(name) { return e.vars[name] }
    e = e.outer
  }
  throw "unknown name " + name
}
fn run(src) {
  try {
    let code = new P { toks: tokenize(src), at: 0 }.program()
    return code(new Env { vars: {}, outer: null })
  } catch (e) { return "error: " + e }
}
main {
  for src in ["1 + 2 * 3", "(1 + 2) * 3 - -4", "10 / 4", "let x = 5; x * x", "let inc = fn n = n + 1; inc(inc(1))",
      "let fact = fn n = if n < 2 then 1 else n * fact(n - 1); fact(10)", "let add = fn a = fn b = a + b; add(3)(4)",
      "if 2 < 1 then 10 else 20", "1 +", "y", "(1", "2 $ 3", "1 2"] {
    print(src, "->", run(src))
  }
}
