// An object that points at itself.
// stress: figures differ
struct Node { next: Node? }
fn make() { let a = new Node { next: null }  a.next = a }
main { make()  print(gc_collect()) }
