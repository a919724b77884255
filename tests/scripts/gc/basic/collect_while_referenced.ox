// A cycle is kept as long as anything outside refers to it.
// stress: figures differ
struct Node { next: Node? }
main {
  let a = new Node { next: null }
  a.next = a
  let holder = [a]
  a = null
  print(gc_collect())
  holder.pop()
  print(gc_collect())
}
