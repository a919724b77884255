// Local functions see what is declared after them, once it is.
main {
  fn a() { return b() + 1 }
  try { a() } catch (e) { print(e["type"]) }
  fn b() { return 1 }
  print(a())
}
