// Contextual keywords as variable and parameter names.
fn f(from, default, in, as) { return from + default + in + as }
main {
  let config = 1
  let init = 2
  let module = 3
  let method = 4
  let enum = 5
  let class = 6
  let async_ = 7
  let ref = 8
  let use = 9
  let export = 10
  print(config, init, module, method, enum, class, async_, ref, use, export)
  print(f(1, 2, 3, 4))
}
