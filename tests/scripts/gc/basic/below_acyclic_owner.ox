// A cycle below an acyclic owner: the owner dies by counting, the cycle by collection.
// stress: figures differ
struct Node { next: Node? }
struct Owner { held: any }
fn make() {
  let n = new Node { next: null }
  n.next = n
  let o = new Owner { held: [n] }
}
main { make()  print(gc_collect()) }
