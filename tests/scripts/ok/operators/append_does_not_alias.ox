// In-place growth of strings and lists must not be seen through another name.
main {
  let a = "ab"
  let b = a
  a += "c"
  print(a, b)
  let s = "x"
  let parts = []
  for i in 0..3 { s += i  parts.push(s) }
  print(parts, s)
  let l = [1]
  let m = l
  l += [2]
  print(l, m)
  let d = {"s": "q"}
  let t = d["s"]
  d["s"] += "w"
  print(d["s"], t)
  let f = fn() { return a }
  a += "d"
  print(f(), a + a, a)
  let e = "e"
  e += e
  e = e + e + "f"
  print(e)
}
