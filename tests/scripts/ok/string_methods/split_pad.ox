// split and padding.
main {
  print("a,b,,c".split(","), "abc".split(""), "abc".split("x"), "a--b".split("--"))
  print("[" + "5".pad_left(3) + "]", "[" + "5".pad_right(3) + "]", "5".pad_left(3, "0"), "5".pad_right(3, "."), "12345".pad_left(3))
  try { "5".pad_left(3, "ab")  print("no") } catch (e) { print("raised") }
}
