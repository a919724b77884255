// Leaving the loop releases what the generator's body held.
struct R { n: string }
fn R.drop(r) { print("drop " + r.n) }
fn gen() { let r = new R { n: "inside" }  yield 1  yield 2  print(r.n) }
main {
  for v in gen() { print(v)  break }
  print("after")
}
