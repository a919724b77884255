// error: 
export let g = null
fn gen() { yield 1  for v in g { yield v } }
main {
  g = gen()
  for v in g { print(v) }
}
