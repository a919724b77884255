// Two closures that capture each other's variables: two closures and two variables.
// stress: figures differ
fn make() {
  let a = null
  let b = null
  a = fn() { return b }
  b = fn() { return a }
  return a() == b
}
main { print(make(), gc_collect()) }
