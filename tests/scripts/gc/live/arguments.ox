// Arguments already evaluated stay while a later one collects.
// stress: figures differ
fn selfie(n) { let l = [n]  l.push(l)  return l }
fn f(a, b, c) { return a[0] + c[0] + b }
main {
  print(f(selfie(1), gc_collect(), selfie(2)))
  print(f(selfie(3), gc_collect(), selfie(4)))
}
