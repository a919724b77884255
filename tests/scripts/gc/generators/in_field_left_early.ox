// A generator in a field of an object that its body holds: leaving the loop ends it, so the object dies by counting.
struct Box { it: any, name: string }
fn Box.drop(b) { print("drop", b.name) }
fn gen(box) { yield 1  yield box.name }
fn use_it() {
  let box = new Box { it: null, name: "box" }
  box.it = gen(box)
  for v in box.it { print(v)  break }
}
main {
  use_it()
  print("left", gc_collect())
}
