// An error in drop is reported on stderr and otherwise ignored.
struct R { name: string }
fn R.drop(r) { print("dropping " + r.name)  throw "from drop" }
main {
  let a = new R { name: "a" }
  a = null
  print("goes on")
  try { let b = new R { name: "b" }  b = null  print("not caught here") } catch (e) { print("wrong") }
  print("end")
}
