// A list inside itself.
// stress: figures differ
fn make() { let l = [1]  l.push(l) }
main { make()  print(gc_collect()) }
