// Two closures share one variable.
fn cell(v) { return [fn() { return v }, fn(x) { v = x }] }
main {
  let [get, set] = cell(1)
  print(get())
  set("new")
  print(get())
}
