// Two cycles that share a node, and a node hanging off them.
// stress: figures differ
struct N { a: any, b: any }
fn make() {
  let shared = new N { a: null, b: null }
  let x = new N { a: shared, b: null }
  let y = new N { a: shared, b: new N { a: null, b: null } }
  shared.a = x
  shared.b = y
}
main { make()  print(gc_collect()) }
