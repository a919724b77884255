// push, add, append, remove, unshift change the list and return it; shift returns the element.
main {
  let xs = [1]
  print(xs.push(2) == xs, xs.add(3), xs.append(4))
  print(xs.remove(0), xs.removeAt(10), xs.remove(-1))
  print(xs.shift(), xs, xs.unshift(9))
  xs = xs.push("idiom")
  print(xs)
}
