// Methods take defaults, are counted with self, and are values.
struct C { n: int }
fn C.add(c, by = 1, times = 1) { c.n += by * times  return c }
main {
  let c = new C { n: 0 }
  c.add().add(5).add(2, 3)
  print(c.n)
  let add = C.add
  add(c, 10)
  print(c.n)
  try { c.add(1, 2, 3)  print("no") } catch (e) { print(e["type"]) }
}
