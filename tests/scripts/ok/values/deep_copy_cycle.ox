// deep_copy preserves sharing and cycles.
main {
  let a = [1]
  a.push(a)
  let b = deep_copy(a)
  b[0] = 2
  print(a, b)
  let x = []
  let pair = deep_copy([x, x])
  pair[0].push("both")
  print(pair, x)
}
