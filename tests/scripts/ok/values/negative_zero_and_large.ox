// Edge values in comparison and conversion.
main {
  print(-0.0 == 0, 0 == -0.0, 1e308 * 10 > 9223372036854775807, int(-0.9), float(9007199254740993))
  print(9223372036854775807 == 9223372036854775807.0, -9223372036854775808 == -9223372036854775808.0)
  try { int(9223372036854775808.0)  print("no") } catch (e) { print("out of range") }
  try { int((1e308 * 10) - (1e308 * 10))  print("no") } catch (e) { print("nan") }
}
