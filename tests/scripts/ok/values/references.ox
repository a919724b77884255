// Assigning, passing and storing never copy.
struct P { xs: list }
fn add(l) { l.push("f") }
main {
  let a = [1]
  let b = a
  b.push(2)
  add(a)
  let d = {"l": a}
  d["l"].push(3)
  let p = new P { xs: a }
  p.xs.push(4)
  print(a, a == b, b)
}
