// A recursive lambda captures the variable that holds it.
// stress: figures differ
fn make() {
  let f = null
  f = fn(n) { if n == 0 { return 0 } return f(n - 1) + 1 }
  return f(5)
}
main { print(make(), gc_collect()) }
