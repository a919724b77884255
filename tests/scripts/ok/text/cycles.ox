// A container met again inside itself is abbreviated; a shared one is not.
struct N { v: int, next: any }
main {
  let a = [1]
  a.push(a)
  print(a)
  let d = {"x": 1}
  d["self"] = d
  print(d)
  let n = new N { v: 1, next: null }
  n.next = n
  print(n)
  let s = [0]
  print([s, s])
  let l = [d]
  d["list"] = l
  print(l)
}
