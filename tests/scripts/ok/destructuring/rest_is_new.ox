// The rest list is a new list.
main {
  let xs = [1, 2, 3]
  let [a, ...rest] = xs
  rest.push(4)
  print(xs, rest)
}
