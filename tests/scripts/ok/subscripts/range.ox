// A range is subscripted like a list.
main {
  print((5..10)[0], (5..10)[4])
  try { (5..10)[5]  print("no") } catch (e) { print(e["type"]) }
}
