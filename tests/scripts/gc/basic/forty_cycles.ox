// Forty cycles that went out of scope one after the other.
// stress: figures differ
struct Node { value: int, next: Node? }
fn make(n) {
  let a = new Node { value: n, next: null }
  a.next = new Node { value: -n, next: a }
}
main {
  for i in 0..40 { make(i) }
  print(gc_collect())
}
