// The expression is evaluated each time the literal is.
main {
  let n = 0
  let show = fn() { n += 1  return "n=${n}" }
  print(show(), show())
}
