// A loop holds what it walks.
// stress: figures differ
main {
  let d = {"a": 1, "b": 2}
  d["self"] = d
  let n = 0
  for k in d { d = null  gc_collect()  n += 1  print(k) }
  print(n)
}
