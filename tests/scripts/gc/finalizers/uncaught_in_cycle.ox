// One failing finalizer does not keep the others of its cycle from running.
// stress: figures differ
struct R { name: string, peer: any }
export let log = []
fn R.drop(r) { log.push("drop " + r.name)  throw "from drop" }
fn pair() {
  let a = new R { name: "a", peer: null }
  a.peer = new R { name: "b", peer: a }
}
main {
  pair()
  print(gc_collect(), log.sort())
}
