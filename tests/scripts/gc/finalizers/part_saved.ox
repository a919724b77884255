// A finalizer that keeps a part of the dead graph, but not its own object.
// stress: figures differ
struct N { name: string, peer: any, part: list }
export let saved = null
fn N.drop(n) { saved = n.part }
fn make() {
  let a = new N { name: "a", peer: null, part: ["kept"] }
  a.peer = a
}
main {
  make()
  print(gc_collect(), saved)
}
