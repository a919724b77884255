// A loop over a list whose only names are gone, with collections on the way.
// stress: figures differ
fn make() { let l = [[1], [2], [3]]  l.push(l)  return l }
main {
  for x in make() { gc_collect()  print(len(x)) }
  print(gc_collect())
}
