// int() of every kind.
main {
  print(int(5), int(3.9), int(-3.9), int(true), int(null), int("42"), int(" -7 "), int("3.9"), int("+5"))
  for v in ["12abc", "", "abc", [1], {}, print, 1e300] { try { int(v)  print("no") } catch (e) { print("raised") } }
}
