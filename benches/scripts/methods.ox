// Method calls and field access.
struct Point { x: int, y: int }
fn Point.move(p, dx, dy) { p.x = p.x + dx  p.y = p.y + dy  return p }
fn Point.norm1(p) { return p.x + p.y }

main {
  let p = new Point { x: 0, y: 0 }
  let sum = 0
  for i in 0..1000000 {
    p.move(1, 2)
    sum = sum + p.norm1() % 7
  }
  print(p, sum)
}
