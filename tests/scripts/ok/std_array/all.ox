// The array module changes and returns the same list.
main {
  let xs = [3, 1, 2]
  print(array.length(xs), array.push(xs, 0) == xs, array.pop(xs), array.unshift(xs, 9), array.shift(xs))
  print(array.sort(xs), xs, array.reverse(xs), xs)
  print(array.first(xs), array.last(xs), array.first([]), array.last([]))
  print(array.map_fn(xs, fn(x) { return x + 1 }), array.filter_fn(xs, fn(x) { return x > 1 }), array.reduce_fn(xs, fn(a, x) { return a * x }, 1), array.find(xs, fn(x) { return x < 3 }), array.find(xs, fn(x) { return x > 3 }))
  print(array.slice(xs, 1, 9), array.slice_arr(xs, -3, 2), array.contains(xs, 2.0), array.join(xs, "/"))
}
