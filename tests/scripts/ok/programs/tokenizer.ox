// A tokenizer as a generator, and a pipeline of generators behind it.
enum Kind { Number, Word, Symbol, Text }
struct Token { kind: Kind, text: string, line: int }
fn is_digit(c) { return regex.matches(c, "\d") }
fn is_letter(c) { return regex.matches(c, "[A-Za-z_]") }
fn tokens(src) {
  let line = 1
  let i = 0
  let n = len(src)
  while i < n {
    let c = src.char_at(i)
    if c == "\n" { line += 1  i += 1  continue }
    if c == " " { i += 1  continue }
    let start = i
    let kind = Kind.Symbol
    if is_digit(c) {
      kind = Kind.Number
      while i < n && is_digit(src.char_at(i)) { i += 1 }
    } else if is_letter(c) {
      kind = Kind.Word
      while i < n && is_letter(src.char_at(i)) { i += 1 }
    } else if c == "'" {
      kind = Kind.Text
      i += 1
      while i < n && src.char_at(i) != "'" { i += 1 }
      if i == n { throw f"line {line}: unterminated text" }
      i += 1
    } else {
      i += 1
    }
    yield new Token { kind: kind, text: src[start:i], line: line }
  }
}
fn only(source, kind) { for t in source { if t.kind == kind { yield t } } }
fn numbered(source) { let n = 0  for t in source { n += 1  yield [n, t] } }
fn lines(source) {
  let current = []
  let line = 0
  for t in source {
    if t.line != line && len(current) > 0 { yield current  current = [] }
    line = t.line
    current.push(t.text)
  }
  if len(current) > 0 { yield current }
}
fn first(source, n) {
  let out = []
  for v in source {
    if len(out) == n { break }
    out.push(v)
  }
  return out
}
main {
  let src = "let total = 12 + x_y\nprint('it works', 7)\n\nend"
  for t in tokens(src) { print(t.line, t.kind, t.text) }
  for [n, t] in first(numbered(only(tokens(src), Kind.Word)), 3) { print(n, t.text) }
  for l in lines(tokens(src)) { print(l) }
  try { for t in tokens("ok\n'open") { print(t.text) } } catch (e) { print(e) }
}
