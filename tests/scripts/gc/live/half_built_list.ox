// Elements of a list literal under construction.
// stress: figures differ
fn selfie(n) { let l = [n]  l.push(l)  return l }
main {
  let xs = [selfie(1), gc_collect(), [selfie(2), gc_collect()], {"k": selfie(3), "n": gc_collect()}]
  print(xs[0][0], xs[1], xs[2][0][0], xs[2][1], xs[3]["k"][0], xs[3]["n"])
}
