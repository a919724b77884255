// The smallest int is written with unary minus directly before its digits.
main {
  let m = -9223372036854775808
  print(typeof(m), m)
  print(m + 1)
}
