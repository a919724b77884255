// In drop the neighbours of a cycle are fully usable.
// stress: figures differ
struct N { name: string, next: any, data: list }
export let log = []
fn N.drop(n) { log.push([n.name, n.next.name, n.next.next.data[0], len(n.data)].join(" ")) }
fn make() {
  let a = new N { name: "a", next: null, data: ["da"] }
  let b = new N { name: "b", next: a, data: ["db"] }
  a.next = b
}
main {
  make()
  gc_collect()
  print(log.sort())
}
