// Lists, dicts, structs, closures and generators have weak references; others raise.
fn gen() { yield 1 }
struct P { x: int }
main {
  let keep = [[], {}, new P { x: 1 }, fn() { return keep }, gen()]
  for k in keep { print(weak(k).alive()) }
  for v in [1, "s", null, 1.5, true, 0..3] { try { weak(v)  print("no") } catch (e) { print("raised") } }
}
