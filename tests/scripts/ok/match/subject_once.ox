// The subject is evaluated once, arms in order, only until one matches.
main {
  let n = 0
  let subject = fn() { n += 1  return 3 }
  let probe = fn(v) { print("probe", v)  return v }
  print(match subject() { probe(1) => "a", probe(3) => "b", probe(4) => "c" }, n)
}
