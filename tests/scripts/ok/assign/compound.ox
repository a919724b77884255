// All compound forms.
struct P { x: any }
main {
  let a = 10
  a += 5  a -= 3  a *= 2
  print(a)
  a /= 5
  print(a, typeof(a))
  let b = 17
  b %= 5
  print(b)
  let p = new P { x: 1 }
  p.x += 1
  let xs = [1, 2]
  xs[1] *= 10
  let d = {"n": 1}
  d["n"] += 1
  print(p, xs, d)
}
