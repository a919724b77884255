// A callback may change the list that is being walked.
main {
  let xs = [1, 2, 3]
  let seen = []
  xs.forEach(fn(x) { seen.push(x)  if x == 1 { xs.pop() } })
  print(xs)
  let ys = [1, 2]
  let r = ys.map(fn(x) { ys = null  return x * 10 })
  print(r, ys)
}
