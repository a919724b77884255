// Conversion of strings at the edges.
main {
  print(int("9223372036854775807"), int("-9223372036854775808"), int("007"))
  for s in ["9223372036854775808", "0x10", "1 2", "--1", "1_000", "."] { try { int(s)  print("no", s) } catch (e) { print("raised") } }
}
