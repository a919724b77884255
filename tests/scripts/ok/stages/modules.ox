// Stages: use, enum, interface and export.
use math
interface Named { fn name() -> string }
struct A implements Named { n: string }
fn A.name(a) -> string { return a.n }
enum Level { Low, High = 10 }
export const LIMIT = 3
main {
  let [first, ...rest] = [Level.High, LIMIT, math.floor(2.5)]
  print(first, rest, new A { n: "a" }.name())
}
