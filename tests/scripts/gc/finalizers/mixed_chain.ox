// Rings of instances whose finalizers let go of their neighbours and of instances whose finalizers do not: each finalizer runs once, all of them go.
// stress: figures differ
struct N { name: int, lets_go: bool, before: any, next: any }
export let order = []
fn N.drop(n) {
  order.push(n.name)
  if n.lets_go { n.before = null  n.next = null }
}
fn ring(lets_go) {
  let all = []
  for i in 0..len(lets_go) { all.push(new N { name: i, lets_go: lets_go[i], before: null, next: null }) }
  for i in 0..len(all) {
    all[i].next = all[(i + 1) % len(all)]
    all[i].before = all[(i + len(all) - 1) % len(all)]
  }
}
main {
  for lets_go in [[true, false, true, false], [true, true, false, false], [true, true, true, true]] {
    order.clear()
    let before = gc_stats()["live"]
    ring(lets_go)
    gc_collect()
    let here = gc_stats()["live"] - before
    array.sort(order)
    print(order, here, gc_collect())
  }
}
