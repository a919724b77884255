// A quotient is a float; int() converts it for an int parameter or result.
fn avg(sum: int, n: int) -> int { return int(sum / n) }
fn bad(sum: int, n: int) -> int { return sum / n }
main {
  print(avg(10, 4))
  try { bad(10, 5)  print("no") } catch (e) { print("float result refused") }
  try { avg(10 / 5, 1)  print("no") } catch (e) { print("float argument refused") }
}
