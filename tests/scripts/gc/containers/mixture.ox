// Variable, closure, struct, list and dict in one loop.
// stress: figures differ
struct S { l: list }
fn make() {
  let s = null
  let f = fn() { return s }
  s = new S { l: [{"f": f}] }
  return 0
}
main { make()  print(gc_collect()) }
