// Multiplication before addition, comparison before logic, ranges below addition.
main {
  print(1 + 2 * 3, (1 + 2) * 3, 10 - 2 - 3, 2 * 3 % 4)
  print(1 + 1 == 2 && 3 > 2 || false)
  print(len(0..2 + 3), -2 + 5, !true || true)
  print(1 < 2 == true, not 1 == 2)
}
