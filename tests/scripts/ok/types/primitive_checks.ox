// Exactly these kinds are accepted.
fn i(x: int) { return "ok" }
fn f(x: float) { return "ok" }
fn s(x: string) { return "ok" }
fn b(x: bool) { return "ok" }
main {
  print(i(1), f(1.0), s("s"), b(true))
  for g in [fn() { return i(1.0) }, fn() { return i(true) }, fn() { return f(1) }, fn() { return s(1) }, fn() { return b(1) }, fn() { return i("1") }] {
    try { g()  print("no") } catch (e) { print(e["type"]) }
  }
}
