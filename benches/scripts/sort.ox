// The built-in sort of ints.
fn numbers(n) {
  let xs = []
  let seed = 7
  for i in 0..n {
    seed = (seed * 16807) % 2147483647
    xs.push(seed)
  }
  return xs
}

main {
  let xs = numbers(200000)
  array.sort(xs)
  print(xs[0], xs[100000], xs[199999])
}
