// Automatic runs happen without any call: garbage stays bounded and finalizers fire.
// stress: figures differ
struct R { peer: any }
export let dropped = 0
fn R.drop(r) { dropped += 1 }
fn make() { let r = new R { peer: null }  r.peer = r }
main {
  gc_threshold(1000)
  let worst = 0
  for i in 0..10000 {
    make()
    let live = gc_stats()["live"]
    if live > worst { worst = live }
  }
  print(dropped > 5000, worst < 5000, gc_stats()["collections"] > 0)
}
