// Closures and structs in cycles, dropped by the hundred thousand.
// stress: figures differ
struct Button { label: string, handlers: list }
fn make(i) {
  let b = new Button { label: "b", handlers: [] }
  b.handlers.push(fn() { return b })
}
main {
  for i in 0..200000 { make(i) }
  print(gc_stats()["live"] < 100000)
}
