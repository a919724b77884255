// find, forEach, join and the higher-order methods.
main {
  let xs = [1, 2, 3, 4]
  print(xs.find(fn(x) { return x > 2 }), xs.find(fn(x) { return x > 9 }))
  print(xs.forEach(fn(x) { if x == 1 { print("each", x) } }))
  xs.for_each(fn(x) { x })
  print(xs.join(), xs.join("-"), [1, null, "a", [2]].join(" "), [].join())
  print(xs.map(fn(x) { return x * x }), xs.filter(fn(x) { return x % 2 == 0 }), xs.reduce(fn(a, x) { return a + x }, 10))
  print(xs.any(fn(x) { return x > 3 }), xs.all(fn(x) { return x > 3 }), [].any(fn(x) { return true }), [].all(fn(x) { return false }))
}
