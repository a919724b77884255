// Stages: a struct, a method, fields.
struct Pt { x: int, y: int }
fn Pt.sum(p) -> int { return p.x + p.y }
main {
  let p = new Pt { x: 1, y: 2 }
  p.x = 10
  print(p.sum(), Pt.sum(p), p?.y)
}
