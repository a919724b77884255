// Local functions and structs take effect when reached.
main {
  try { print(sq(3)) } catch (e) { print("not yet") }
  fn sq(x) { return x * x }
  print(sq(3))
  struct L { v: int }
  fn L.twice(l) { return l.v * 2 }
  print(new L { v: 4 }, L.twice(new L { v: 5 }))
}
