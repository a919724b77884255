// return is checked in every call path; implicit results are not.
fn r(x) -> int { return x }
fn imp() -> int { "text" }
struct S { v: any }
fn S.get(s) -> int { return s.v }
fn bare() -> int { return }
main {
  print(r(1), imp())
  let lam = fn(x) -> string { return x }
  for f in [fn() { return r("s") }, fn() { return lam(1) }, fn() { return S.get(new S { v: "x" }) }, fn() { return new S { v: 1.5 }.get() },
            fn() { return [1.5].map(r) }, fn() { return "x" |> r }, fn() { return r(1 / 1) }] {
    try { f()  print("no") } catch (e) { print(e["type"], e.message.startsWith("Type error")) }
  }
  try { bare()  print("no") } catch (e) { print(e["type"], e.message.startsWith("Null safety error")) }
}
