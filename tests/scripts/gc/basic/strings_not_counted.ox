// Strings are no containers: they are never part of the figure.
// stress: figures differ
fn make() { let l = ["a long enough string to be stored apart from the list", "b"]  l.push(l) }
main { make()  print(gc_collect()) }
