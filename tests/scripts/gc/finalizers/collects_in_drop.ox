// A finalizer may collect; its own run goes on undisturbed.
// stress: figures differ
struct R { name: string, peer: any }
export let log = []
fn R.drop(r) { gc_collect()  log.push("drop " + r.name + r.peer.name) }
fn pair(x, y) {
  let a = new R { name: x, peer: null }
  a.peer = new R { name: y, peer: a }
}
main {
  pair("a", "b")
  gc_collect()
  print(log.sort(), gc_collect())
}
