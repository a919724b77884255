// A million two-node cycles without any call of the collector: memory stays flat.
// stress: figures differ
struct Node { value: int, next: Node? }
fn make(i) {
  let a = new Node { value: i, next: null }
  let b = new Node { value: i, next: a }
  a.next = b
}
main {
  for i in 0..1000000 { make(i) }
  let s = gc_stats()
  print(s["collections"] > 0, s["live"] < 200000)
}
