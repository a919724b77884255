// A body-level let may redeclare a parameter.
fn f(x) { let x = x + 1  return x }
main { print(f(1)) }
