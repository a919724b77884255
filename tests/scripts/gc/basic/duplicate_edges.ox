// Several edges between the same nodes count one by one.
// stress: figures differ
struct N { a: any, b: any, c: any }
fn make() {
  let g = new N { a: null, b: null, c: null }
  let ring = new N { a: g, b: g, c: null }
  g.a = g
  g.b = g
  g.c = ring
}
main {
  make()
  print(gc_collect())
}
