// Two nodes that point at each other. Counting alone would keep them for ever; the collector finds them.
//
//     cargo run --release -- run --gc-log examples/cycles.ox
struct Node { value: int, next: Node? }

fn make_cycle() {
  let a = new Node { value: 1, next: null }
  let b = new Node { value: 2, next: a }
  a.next = b
}

main {
  make_cycle()
  print("freed", gc_collect())
}
