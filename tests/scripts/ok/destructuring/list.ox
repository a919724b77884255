// List form: extra elements are ignored, the rest form takes a new list.
main {
  let [a, b] = [1, 2, 3]
  print(a, b)
  let [h, ...t] = [1, 2, 3]
  print(h, t)
  let [x, ...none] = [9]
  print(x, none)
  const [c] = ["const"]
  print(c)
}
