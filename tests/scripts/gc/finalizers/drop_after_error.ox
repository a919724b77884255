// Instances in frames left by an error are finalized at the next safe point.
struct R { name: string }
fn R.drop(r) { print("drop " + r.name) }
fn fail() {
  let r = new R { name: "local" }
  throw "x"
}
main {
  try { fail() } catch (e) { print("caught " + e) }
  print("end")
}
