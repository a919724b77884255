// The type names of the built-in errors.
struct P { x: int }
fn f(a) { return a }
fn rec() { return rec() }
main {
  let fs = [fn() { return [1][5] }, fn() { return {}["k"] }, fn() { return 1 / 0 }, fn() { return nope }, fn() { return match 1 { 2 => 3 } },
    fn() { return f() }, fn() { return null + 1 }, fn() { return rec() }, fn() { let n: int = null }, fn() { return file.read("/no/such/file") }]
  for g in fs { try { g()  print("no") } catch (e) { print(e["type"]) } }
}
