// Structs are references compared by identity.
struct P { x: int }
main {
  let a = new P { x: 1 }
  let b = a
  b.x = 2
  print(a.x, a == b, a == new P { x: 2 }, a in [new P { x: 2 }], a in [b])
}
