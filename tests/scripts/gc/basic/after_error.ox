// Variables of frames left by an error are released.
// stress: figures differ
fn fail() {
  let l = []
  l.push(l)
  throw "out"
}
main {
  try { fail() } catch (e) { print("caught") }
  print(gc_collect())
  try {
    let m = {}
    m["m"] = m
    [1][2]
  } catch (e) { }
  print(gc_collect())
}
