// A ring of a million nodes is collected in one run, without native recursion.
// stress: figures differ
struct Node { next: any }
fn ring(n) {
  let first = new Node { next: null }
  let last = first
  for i in 1..n { last.next = new Node { next: null }  last = last.next }
  last.next = first
}
main {
  ring(1000000)
  print(gc_collect())
}
