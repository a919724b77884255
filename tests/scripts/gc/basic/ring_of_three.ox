// A ring of three.
// stress: figures differ
struct Node { name: string, next: Node? }
fn make() {
  let a = new Node { name: "a", next: null }
  let c = new Node { name: "c", next: new Node { name: "b", next: a } }
  a.next = c
}
main { make()  print(gc_collect()) }
