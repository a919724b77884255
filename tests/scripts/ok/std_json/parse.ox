// Parsing keeps document order; ints and floats as written.
main {
  let v = json.parse("{\"b\": [1, 2.0, true, null], \"a\": {\"x\": \"y\\n\"}}")
  print(v, typeof(v["b"][0]), typeof(v["b"][1]), v.keys())
  print(json.parse("42"), json.parse("\"s\""), json.parse("null"), typeof(json.parse("1e2")), typeof(json.parse("9223372036854775808")))
  print(json.parse_object("{}"), json.parse_array("[1]"), json.is_valid("[1,]"), json.is_valid("[1]"))
}
