// The example of the language definition: finalizers of a cycle, the figure, the weak reference.
// stress: figures differ
struct Node { name: string, peer: any }
fn Node.drop(self) { print("drop " + self.name) }
main {
  let a = new Node { name: "a", peer: null }
  let b = new Node { name: "b", peer: a }
  a.peer = b
  let w = weak(a)
  a = null  b = null
  print(w.alive(), gc_collect(), w.get())
}
