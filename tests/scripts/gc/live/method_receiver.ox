// The receiver of a running method stays, even when every name for it is gone.
// stress: figures differ
struct Node { name: string, peer: any }
fn Node.rename(n, holder) {
  holder[0] = null
  gc_collect()
  n.name = n.name + "!"
  return n.name + n.peer.name
}
fn make() {
  let a = new Node { name: "a", peer: null }
  a.peer = a
  return a
}
main {
  let holder = [make()]
  print(holder[0].rename(holder))
  print(gc_collect())
}
