// Two containers of different kinds closing one loop.
// stress: figures differ
fn make() { let d = {}  let l = [d]  d["l"] = l }
main { make()  print(gc_collect()) }
