// The left operand is evaluated before the right one changes the variable.
main {
  let a = 1
  print(a + (a = 5), a)
  let b = 2
  print(b * (b += 3), b)
  let c = 1
  print(c < (c = 0), c == (c = 9))
  let d = "x"
  print(d + (d = "y"), [d, d = "z", d])
  let e = 10
  print("${e} ${e = 20} ${e}")
  let f = 1
  let g = f - (f = 3) - f
  print(g)
}
