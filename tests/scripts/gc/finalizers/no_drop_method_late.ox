// Types without drop, and drop of another type, are not confused.
struct A { v: int }
struct B { v: int }
fn B.drop(b) { print("B", b.v) }
main {
  let a = new A { v: 1 }
  let b = new B { v: 2 }
  a = null
  b = null
  print("end")
}
