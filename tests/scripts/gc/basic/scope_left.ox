// A local dies when its scope is left, not earlier.
// stress: figures differ
fn selfie() { let l = []  l.push(l)  return l }
main {
  {
    let a = selfie()
    print(gc_collect())
  }
  print(gc_collect())
  if true { let b = selfie() }
  print(gc_collect())
  for i in 0..3 { let c = selfie() }
  print(gc_collect())
}
