// return finishes, its value is ignored; yield is null as an expression.
fn g() { let r = yield 1  print("yield gave", r)  yield 2  return 99  yield 3 }
main { for v in g() { print(v) } }
