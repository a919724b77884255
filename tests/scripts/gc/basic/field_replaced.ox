// Overwriting the only outside reference makes the cycle garbage.
// stress: figures differ
struct Holder { v: any }
fn selfie() { let l = []  l.push(l)  return l }
main {
  let h = new Holder { v: selfie() }
  print(gc_collect())
  h.v = "other"
  print(gc_collect())
  let xs = [selfie()]
  xs[0] = 1
  print(gc_collect())
  let d = {"k": selfie()}
  d["k"] = 1
  print(gc_collect())
}
