// take, slice, reverse, sort, copy give new lists.
main {
  let xs = [3, 1, 2]
  print(xs.take(2), xs.take(10), xs.take(0), xs.slice(1), xs.slice(0, 2), xs.slice(-5, 2), xs.slice(2, 1))
  print(xs.reverse(), xs.reversed(), xs.sort(), xs)
  let c = xs.copy()
  c.push(0)
  print(xs.clone() == xs, len(xs), xs.toList() == xs, xs.asArray() == xs)
}
