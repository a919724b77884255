// drop runs after the statement in which the instance died.
struct R { name: string }
fn R.drop(r) { print("drop " + r.name) }
fn make() {
  let r = new R { name: "local" }
  print("in make")
  return 1
}
main {
  let a = new R { name: "a" }
  a = null
  print("after a")
  {
    let b = new R { name: "b" }
    print("in block")
  }
  print("after block")
  let n = make()
  print("after make")
  new R { name: "temporary" }
  print("after temporary")
  let c = new R { name: "at the end" }
  print("end")
}
