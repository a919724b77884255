// d.name reads the value of that key, and chains.
main {
  let d = {"a": {"b": [1, 2]}, "f": fn(x) { return x + 1 }}
  print(d.a.b[1], d.f(1), d["f"](2))
}
