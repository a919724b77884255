// Rings built and dropped beside one that is kept.
// stress: figures differ
struct Node { v: int, next: any, prev: any }
fn ring(n) {
  let first = new Node { v: 0, next: null, prev: null }
  let last = first
  for i in 1..n {
    let node = new Node { v: i, next: null, prev: last }
    last.next = node
    last = node
  }
  last.next = first
  first.prev = last
  return first
}
main {
  let kept = ring(7)
  for i in 0..20 { ring(10) }
  print(gc_collect())
  let sum = 0
  let n = kept
  for i in 0..7 { sum += n.v  n = n.next }
  print(sum, n == kept, kept.prev.v)
}
