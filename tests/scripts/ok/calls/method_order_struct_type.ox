// A struct type's name with a method: called with exactly the written arguments.
struct Pt { x: int }
fn Pt.add(p, n) { return p.x + n }
main {
  let p = new Pt { x: 1 }
  print(Pt.add(p, 5), p.add(6))
}
