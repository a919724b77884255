// A thousand instances in a chain: each finalizer once, owners before what they own.
// stress: figures differ
struct R { i: int, next: any }
export let order = []
fn R.drop(r) { order.push(r.i) }
fn make() {
  let head = null
  for i in 0..1000 { head = new R { i: i, next: head } }
}
main {
  make()
  gc_collect()
  print(len(order), order[0], order[999], order == range(999, -1, -1))
}
