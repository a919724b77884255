// An error in the middle of a literal or a call leaves nothing behind.
fn f(a, b) { return a }
fn boom() { throw "boom" }
main {
  let n = 0
  for i in 0..50 {
    try { let x = [1, [2, boom()]] } catch (e) { n += 1 }
    try { let y = {"a": {"b": boom()}} } catch (e) { n += 1 }
    try { f([1], f([2], boom())) } catch (e) { n += 1 }
    try { let z = "a" + ("b" + boom()) } catch (e) { n += 1 }
  }
  print(n)
}
