// Two local functions call each other.
main {
  fn even(n) { if n == 0 { return true } return odd(n - 1) }
  fn odd(n) { if n == 0 { return false } return even(n - 1) }
  print(even(8), odd(8))
}
