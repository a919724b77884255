// Lists put into themselves and into each other through methods.
main {
  let a = [1]
  a.push(a)
  print(a.length(), a.contains(1), a.indexOf(a), a.copy()[1] == a)
  let b = a.reverse()
  print(b, a)
  print(a.join("-"), len(a.slice(1)))
}
