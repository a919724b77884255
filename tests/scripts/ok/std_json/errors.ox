// Invalid input, another top-level kind, cyclic data.
main {
  let c = []
  c.push(c)
  for f in [fn() { return json.parse("{") }, fn() { return json.parse("") }, fn() { return json.parse_object("[1]") }, fn() { return json.parse_array("{}") }, fn() { return json.stringify(c) }, fn() { return json.parse(5) }] {
    try { f()  print("no") } catch (e) { print("raised") }
  }
  let twice = [1]
  print(json.stringify([twice, twice]))
}
