// Checked 64-bit ints; remainder takes the sign of the left operand.
main {
  print(7 + 3, 7 - 10, 7 * -3, -7 % 3, 7 % -3, -7 % -3)
  print(4611686018427387904 + 4611686018427387903)
  print(-5 - -5, - 3, --3)
}
