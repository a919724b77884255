// At the end: variables of main are released, cycles collected, pending finalizers run.
struct R { name: string, peer: any }
fn R.drop(r) { print("drop " + r.name) }
export let global = null
main {
  let cyc = new R { name: "cycle", peer: null }
  cyc.peer = cyc
  global = new R { name: "global", peer: null }
  print("main ends")
}
