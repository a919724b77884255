// Keys in insertion order, from a snapshot taken at the start.
main {
  let d = {"b": 1, "a": 2}
  for k in d {
    d[k + k] = 0
    print(k)
  }
  print(d)
}
