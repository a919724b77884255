// Operands on the left stay while the right side collects.
// stress: figures differ
fn selfie(n) { let l = [n]  l.push(l)  return l }
main {
  let r = selfie(1) + [gc_collect()] + selfie(2)
  print(r[0], r[2], r[3], len(r))
  print(selfie(7)[gc_collect()])
  print("${selfie(5)} ${gc_collect() > 0}")
}
