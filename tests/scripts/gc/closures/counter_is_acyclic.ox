// A plain counter dies by counting.
// stress: figures differ
fn counter() { let n = 0  return fn() { n += 1  return n } }
main {
  let before = gc_stats()["live"]
  for i in 0..50 { let c = counter()  c()  c() }
  print(gc_stats()["live"] - before, gc_collect())
}
