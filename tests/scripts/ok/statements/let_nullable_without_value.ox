// A nullable annotated variable may start without a value.
main {
  let a: int?
  let b: any
  print(a, b)
  a = 5
  print(a)
}
