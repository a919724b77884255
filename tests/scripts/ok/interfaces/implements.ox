// Promises are kept by methods wherever they stand; several interfaces.
interface Named { fn name() -> string, fn rename(to: string) }
interface Sized2 { fn size(): int; }
struct P implements Named, Sized2 { n: string }
fn P.name(p) { return p.n }
main {
  let p = new P { n: "pp" }
  p.rename("qq")
  print(p.name(), p.size())
}
fn P.rename(p, to) { p.n = to }
fn P.size(p) { return len(p.n) }
