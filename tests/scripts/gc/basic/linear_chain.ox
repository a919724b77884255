// A chain dies by counting; the collector has nothing to do.
// stress: figures differ
struct Node { next: Node? }
fn make() {
  let head = null
  for i in 0..1000 { head = new Node { next: head } }
  return head
}
main {
  let before = gc_stats()["live"]
  let head = make()
  print(gc_stats()["live"] - before)
  head = null
  print(gc_stats()["live"] - before, gc_collect())
}
