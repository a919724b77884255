// A dict inside itself.
// stress: figures differ
fn make() { let d = {"a": 1}  d["self"] = d }
main { make()  print(gc_collect()) }
