// One list that holds ten thousand references to itself is one object.
// stress: figures differ
fn make() {
  let l = []
  for i in 0..10001 { l.push(l) }
  return len(l)
}
main { print(make(), gc_collect()) }
