// Empty bodies, generators stored and iterated later, the same function in nested loops.
fn gen(s) { for i in 0..2 { yield s + i } }
main {
  for x in gen("bad") {}
  let g = gen("g")
  print("stored")
  for x in g { for y in gen(x) { print(y) } }
}
