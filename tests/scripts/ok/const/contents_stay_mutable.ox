// const fixes the binding, not what it refers to.
main {
  const xs = [1]
  xs.push(2)
  xs[0] = 9
  print(xs)
}
