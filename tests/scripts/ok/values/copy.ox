// copy shares elements, deep_copy does not.
struct P { v: any }
main {
  let inner = [1]
  let a = [inner, 2]
  let s = copy(a)
  let d = deep_copy(a)
  inner.push(9)
  s.push(3)
  print(a, s, d)
  let p = new P { v: inner }
  let q = copy(p)
  q.v = 0
  print(p, q)
  print(copy(5), copy("x"), copy(null))
}
