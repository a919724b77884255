// No finalizer of a collected cycle can reach a member through an older weak reference.
// stress: figures differ
struct R { name: string, peer: any, other: any }
export let seen = []
fn R.drop(r) { seen.push(r.other.get() == null) }
fn make() {
  let a = new R { name: "a", peer: null, other: null }
  let b = new R { name: "b", peer: a, other: weak(a) }
  a.peer = b
  a.other = weak(b)
}
main {
  make()
  print(gc_collect(), seen)
}
