// Rings of instances that rise, that let go of their neighbours, and that do neither: each finalizer runs once; what rose lives on with what it reaches, the rest goes.
// stress: figures differ
struct N { name: int, habit: string, before: any, next: any }
export let order = []
export let saved = []
fn N.drop(n) {
  order.push(n.name)
  if n.habit == "rises" { saved.push(n) }
  if n.habit == "lets go" { n.before = null  n.next = null }
}
fn ring(habits) {
  let all = []
  for i in 0..6 { all.push(new N { name: i, habit: habits[i] ?? "plain", before: null, next: null }) }
  for i in 0..6 {
    all[i].next = all[(i + 1) % 6]
    all[i].before = all[(i + 5) % 6]
  }
}
fn reached() {
  let found = []
  let waiting = saved.clone()
  while len(waiting) > 0 {
    let n = waiting.pop()
    if n == null || found.contains(n.name) { continue }
    found.push(n.name)
    waiting.push(n.before)
    waiting.push(n.next)
  }
  array.sort(found)
  return found
}
fn round(habits) {
  let before = gc_stats()["live"]
  ring(habits)
  gc_collect()
  let alive = gc_stats()["live"] - before
  array.sort(order)
  print(order, reached(), alive)
  saved.clear()
  gc_collect()
  print(len(order), gc_stats()["live"] - before)
  order.clear()
}
main {
  round(["rises", null, "lets go", null, null, null])
  round(["lets go", "rises", "lets go", "rises", null, null])
  round(["rises", "lets go", null, null, null, "lets go"])
}
