// What hangs off a cycle goes with it, unless someone else holds it.
// stress: figures differ
fn make(keep) {
  let l = [keep, ["only here"]]
  l.push(l)
}
main {
  let keep = ["kept"]
  make(keep)
  print(gc_collect(), keep)
}
