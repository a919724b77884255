// Two nodes that point at each other: counting alone cannot free them, the collector does.
// stress: figures differ
struct Node { value: int, next: Node? }
fn make() {
  let a = new Node { value: 1, next: null }
  let b = new Node { value: 2, next: a }
  a.next = b
}
main {
  make()
  print(gc_collect())
  print(gc_collect())
}
