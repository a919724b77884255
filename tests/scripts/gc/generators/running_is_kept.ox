// A generator in use by a loop is live, with everything it holds.
// stress: figures differ
fn gen(box) { yield 1  yield len(box)  yield box[0] }
main {
  let box = ["kept"]
  let g = gen(box)
  box.push(g)
  let w = weak(g)
  for v in g {
    box = null
    g = null
    print(v, gc_collect())
  }
  print(gc_collect(), w.alive())
}
