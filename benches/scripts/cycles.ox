// A million two-node cycles, reclaimed by thresholds alone.
struct Node { value: int, next: Node? }

fn pair(i) {
  let a = new Node { value: i, next: null }
  let b = new Node { value: i + 1, next: a }
  a.next = b
}

main {
  for i in 0..1000000 { pair(i) }
  print("done")
}
