// A JSON parser written in the language: recursive descent over characters, errors with positions.
struct Parser { text: string, pos: int }
fn Parser.peek(p) {
  if p.pos >= len(p.text) { return "" }
  return p.text.char_at(p.pos)
}
fn Parser.next(p) {
  let c = p.peek()
  p.pos += 1
  return c
}
fn Parser.fail(p, what) { throw {"error": what, "at": p.pos} }
fn Parser.blanks(p) {
  while p.peek() != "" && " \n\t".contains(p.peek()) { p.pos += 1 }
}
fn Parser.expect(p, c) {
  if p.peek() != c { p.fail("expected " + c) }
  p.pos += 1
}
fn Parser.word(p, word, value) {
  for i in 0..len(word) { p.expect(word.char_at(i)) }
  return value
}
fn Parser.number(p) {
  let start = p.pos
  while p.peek() != "" && "-+.eE0123456789".contains(p.peek()) { p.pos += 1 }
  let raw = p.text[start:p.pos]
  if raw.contains(".") || raw.contains("e") || raw.contains("E") { return float(raw) }
  return int(raw)
}
fn Parser.string(p) {
  p.expect("\"")
  let out = ""
  while true {
    let c = p.next()
    if c == "" { p.fail("unterminated string") }
    if c == "\"" { return out }
    if c == "\\" {
      let e = p.next()
      out += match e { "n" => "\n", "t" => "\t", "\"" => "\"", "\\" => "\\", _ => "?" }
    } else {
      out += c
    }
  }
}
fn Parser.list(p) {
  p.expect("[")
  let out = []
  p.blanks()
  if p.peek() == "]" { p.pos += 1  return out }
  while true {
    out.push(p.value())
    p.blanks()
    if p.peek() == "," { p.pos += 1 } else { p.expect("]")  return out }
  }
}
fn Parser.object(p) {
  p.expect("{")
  let out = {}
  p.blanks()
  if p.peek() == "}" { p.pos += 1  return out }
  while true {
    p.blanks()
    let k = p.string()
    p.blanks()
    p.expect(":")
    out[k] = p.value()
    p.blanks()
    if p.peek() == "," { p.pos += 1 } else { p.expect("}")  return out }
  }
}
fn Parser.value(p) {
  p.blanks()
  let c = p.peek()
  return match c {
    "{" => p.object()
    "[" => p.list()
    "\"" => p.string()
    "t" => p.word("true", true)
    "f" => p.word("false", false)
    "n" => p.word("null", null)
    "" => p.fail("unexpected end")
    _ if "-0123456789".contains(c) => p.number()
    _ => p.fail("unexpected " + c)
  }
}
fn parse(text: string) {
  let p = new Parser { text: text, pos: 0 }
  let v = p.value()
  p.blanks()
  if p.pos < len(text) { p.fail("trailing text") }
  return v
}
fn show(v, indent = 0) {
  let pad = "  " * indent
  match typeof(v) {
    "dict" => show_dict(v, indent)
    "array" => show_list(v, indent)
    _ => print(pad + v)
  }
}
fn show_dict(d, indent) {
  for [k, v] in d {
    print("  " * indent + k + ":")
    show(v, indent + 1)
  }
}
fn show_list(l, indent) {
  for v in l { show(v, indent + 1) }
}
main {
  let doc = parse("{ \"name\": \"ox\\tbow\", \"tags\": [\"a\", \"b\\n\"], \"n\": -12, \"f\": 2.5,
    \"nested\": { \"ok\": true, \"none\": null, \"empty\": [], \"deep\": [[1], [2, [3]]] } }")
  print(doc)
  show(doc["nested"])
  print(doc == json.parse(json.stringify(doc)))
  for bad in ["", "[1, 2", "{\"a\" 1}", "[1] x", "tru", "\"open", "@"] {
    try { print(parse(bad)) } catch (e) { print(e["error"], "at", e["at"]) }
  }
}
