// A cycle opened by hand dies by counting.
// stress: figures differ
struct Node { next: Node? }
main {
  let a = new Node { next: null }
  let b = new Node { next: a }
  a.next = b
  b.next = null
  a = null
  b = null
  print(gc_collect())
}
