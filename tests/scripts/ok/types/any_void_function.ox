// any takes null; void as a result takes anything; function takes callables.
fn a(x: any) { return x }
fn v() -> void { return 5 }
fn f(g: function) { return g(1) }
fn h(g: fn) { return g(2) }
main {
  print(a(null), a(1), v())
  print(f(fn(x) { return x }), h(typeof))
  try { f(5)  print("no") } catch (e) { print("int is no function") }
}
