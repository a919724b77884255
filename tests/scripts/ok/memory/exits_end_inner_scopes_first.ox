// Variables of inner scopes die before those of outer ones, however the scopes are left.
struct R { n: string }
fn R.drop(self) { print(" drop", self.n) }
fn make(n) { return new R { n: n } }
fn returns(p) {
  let a = make("a")
  for i in 0..3 {
    let b = make("b")
    { let c = make("c") if i == 1 { return a.n } }
  }
}
fn loops() {
  for i in 0..3 {
    let b = make("b" + i)
    {
      let c = make("c" + i)
      if i == 0 { continue }
      break
    }
  }
  print(" end")
}
fn finals() {
  let a = make("a")
  try {
    let b = make("b")
    { let c = make("c") return c }
  } catch (e) {
  } finally {
    print(" finally")
  }
}
main {
  print("return")
  print(returns(make("p")))
  print("loops")
  loops()
  print("finally")
  let r = finals()
  print(r)
}
