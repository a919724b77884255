// A JSON parser written in the language: characters, short strings, lists and dicts.
struct Parser { text: string, at: int, size: int }

fn Parser.blank(p) {
  let text = p.text
  while p.at < p.size {
    let c = text.char_at(p.at)
    if c != " " && c != "\n" { return null }
    p.at += 1
  }
}

fn Parser.word(p) {
  p.at += 1
  let start = p.at
  let text = p.text
  let i = start
  while text.char_at(i) != "\"" { i += 1 }
  p.at = i + 1
  return text.substring(start, i)
}

fn Parser.number(p) {
  let start = p.at
  let text = p.text
  let i = start
  while i < p.size {
    let c = text.char_at(i)
    if (c < "0" || c > "9") && c != "-" && c != "." { break }
    i += 1
  }
  p.at = i
  return float(text.substring(start, i))
}

fn Parser.items(p) {
  let items = []
  p.at += 1
  p.blank()
  while p.text.char_at(p.at) != "]" {
    items.push(p.value())
    p.blank()
    if p.text.char_at(p.at) == "," { p.at += 1  p.blank() }
  }
  p.at += 1
  return items
}

fn Parser.members(p) {
  let members = {}
  p.at += 1
  p.blank()
  while p.text.char_at(p.at) != "}" {
    let key = p.word()
    p.blank()
    p.at += 1
    members[key] = p.value()
    p.blank()
    if p.text.char_at(p.at) == "," { p.at += 1  p.blank() }
  }
  p.at += 1
  return members
}

fn Parser.value(p) {
  p.blank()
  let c = p.text.char_at(p.at)
  if c == "{" { return p.members() }
  if c == "[" { return p.items() }
  if c == "\"" { return p.word() }
  if c == "t" { p.at += 4  return true }
  if c == "f" { p.at += 5  return false }
  if c == "n" { p.at += 4  return null }
  return p.number()
}

fn weigh(value) {
  if typeof(value) == "array" {
    let sum = 0
    for item in value { sum += weigh(item) }
    return sum
  }
  if typeof(value) == "dict" {
    let sum = 0
    for key in value.keys() { sum += len(key) + weigh(value[key]) }
    return sum
  }
  if typeof(value) == "string" { return len(value) }
  if typeof(value) == "float" { return value }
  return 1
}

main {
  let parts = []
  for i in 0..1000 {
    let id = "" + i
    parts.push("{\"id\": " + id + ", \"name\": \"item " + id + "\", \"tags\": [\"a\", \"bb\", \"ccc\"], \"size\": {\"w\": 1.5, \"h\": -2}, \"ok\": true, \"none\": null}")
  }
  let text = "[" + parts.join(", ") + "]"
  let sum = 0
  for round in 0..4 {
    let p = new Parser { text: text, at: 0, size: len(text) }
    sum += weigh(p.value())
  }
  print(int(sum))
}
