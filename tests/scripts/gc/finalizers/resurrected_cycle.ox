// One member resurrects: it survives with all it reaches; the figure counts only what was freed.
// stress: figures differ
struct N { name: string, peer: any, keep: bool }
export let saved = []
fn N.drop(n) { if n.keep { saved.push(n) } }
fn make(keep) {
  let a = new N { name: "a", peer: null, keep: keep }
  a.peer = new N { name: "b", peer: a, keep: false }
}
main {
  make(true)
  make(false)
  print(gc_collect())
  print(len(saved), saved[0].name, saved[0].peer.name, saved[0].peer.peer == saved[0])
  saved = []
  print(gc_collect())
}
