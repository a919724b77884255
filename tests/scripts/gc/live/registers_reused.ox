// Values in variables whose last use has passed are still there for closures and loops that come back to them.
// stress: figures differ
fn selfie(n) { let l = [n]  l.push(l)  return l }
main {
  let total = 0
  for round in 0..3 {
    let a = selfie(round)
    let get = fn() { return a[0] }
    gc_collect()
    a = null
    a = selfie(round * 10)
    gc_collect()
    total += get()
  }
  print(total)
}
