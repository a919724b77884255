// A generator that was never run, whose argument holds it.
// stress: figures differ
fn gen(box) { yield box }
fn make() { let box = []  box.push(gen(box)) }
main { make()  print(gc_collect()) }
