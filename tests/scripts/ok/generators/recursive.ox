// A tree walk by recursive generators.
struct T { v: int, l: any, r: any }
fn walk(t) {
  if t != null {
    for v in walk(t.l) { yield v }
    yield t.v
    for v in walk(t.r) { yield v }
  }
}
main {
  let leaf = fn(v) { return new T { v: v, l: null, r: null } }
  let t = new T { v: 4, l: new T { v: 2, l: leaf(1), r: leaf(3) }, r: leaf(5) }
  let out = []
  for v in walk(t) { out.push(v) }
  print(out)
}
