// ${expr} in every string literal, any expression.
main {
  let name = "Ann"
  let xs = [1, 2]
  print("Hi ${name}!", 'sum ${1 + 2 * 3}', "${xs} ${null} ${2.0}")
  print("a${""}b")
}
