// Functions passed around keep their identity and their variables.
fn compose(fs) { return fn(x) { for f in fs { x = f(x) } return x } }
fn repeat(f, n) { return fn(x) { for i in 0..n { x = f(x) } return x } }
main {
  let inc = fn(x) { return x + 1 }
  print(compose([inc, repeat(inc, 3), fn(x) { return x * 10 }])(1))
  print(repeat(repeat(inc, 2), 5)(0))
}
