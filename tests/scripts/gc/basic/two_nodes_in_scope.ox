// The same cycle, still in scope: nothing is freed and the values are intact.
// stress: figures differ
struct Node { value: int, next: Node? }
main {
  let a = new Node { value: 1, next: null }
  let b = new Node { value: 2, next: a }
  a.next = b
  print(gc_collect())
  print(a.value, a.next.value, a.next.next.value, a.next.next == a)
}
