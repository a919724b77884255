// Through a field, a list and a dict back to the struct.
// stress: figures differ
struct S { items: list }
fn make() { let s = new S { items: [] }  s.items.push({"owner": s}) }
main { make()  print(gc_collect()) }
