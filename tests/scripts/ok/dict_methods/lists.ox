// keys, values, entries in insertion order; merge returns the receiver; copies are shallow.
main {
  let d = {"b": 1, "a": [2]}
  print(d.keys(), d.values(), d.entries())
  let m = d.merge({"c": 3, "b": 0})
  print(m == d, d)
  let c = d.copy()
  c["a"].push("shared")
  c["z"] = 1
  print(d, len(d.clone()))
  print({}.entries().length(), {}.keys())
}
