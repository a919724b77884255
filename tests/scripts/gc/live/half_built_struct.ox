// Fields of a struct literal under construction.
// stress: figures differ
struct P { a: any, b: int, c: any }
fn selfie(n) { let l = [n]  l.push(l)  return l }
main {
  let p = new P { c: selfie("c"), b: gc_collect(), a: selfie("a") }
  print(p.a[0], p.b, p.c[0])
}
