// A cycle that was only ever a temporary.
// stress: figures differ
fn selfie() { let l = [1]  l.push(l)  return l }
main {
  len(selfie())
  print(gc_collect())
  let n = len(selfie()) + len(selfie())
  print(n, gc_collect())
  [selfie(), 5][1]
  print(gc_collect())
}
