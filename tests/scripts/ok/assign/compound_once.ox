// Container and index of a compound assignment are evaluated once.
main {
  let calls = 0
  let xs = [1, 2]
  let list = fn() { calls += 1  return xs }
  let idx = fn() { calls += 10  return 0 }
  list()[idx()] += 5
  print(xs, calls)
}
