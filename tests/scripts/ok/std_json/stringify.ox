// Compact, in order; floats keep a point; structs are objects.
struct P { x: int, name: string? }
main {
  print(json.stringify({"b": 1, "a": [true, null, "q\"\n"]}), json.stringify(30.0), json.stringify(0.1), json.stringify("é"))
  print(json.stringify(new P { x: 1, name: null }), json.stringify([]), json.stringify({}), json.stringify(print))
  print(json.stringify({"a": [1, 2], "e": []}, 2))
  print(json.pretty([1]))
  print(json.stringify([1e308 * 10, 1e308 * 10 - 1e308 * 10]))
}
