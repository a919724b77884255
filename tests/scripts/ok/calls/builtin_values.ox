// Built-ins and module functions are values.
main {
  let f = len
  let fs = [math.floor, typeof]
  print(f("abc"), fs[0](2.5), fs[1](1))
  print([1, 2].map(math.sqrt)[0], ["a", "bb"].map(len))
}
