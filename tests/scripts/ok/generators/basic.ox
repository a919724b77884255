// Lazy, step by step; a second loop yields nothing.
fn count(n) { print("start")  for i in 0..n { print("make", i)  yield i } print("end") }
main {
  let g = count(2)
  print("created")
  for v in g { print("got", v) }
  for v in g { print("never") }
  print("after")
}
