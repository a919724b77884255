// A finished generator holds nothing any more.
// stress: figures differ
fn gen(x) { yield x }
main {
  let l = []
  let g = gen(l)
  l.push(g)
  for v in g { print(len(v)) }
  l = null
  let w = weak(g)
  g = null
  print(gc_collect(), w.alive())
}
