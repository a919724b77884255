// Any expression may be called.
fn mk() { return fn(x) { return x * 10 } }
main {
  let m = {"k": fn(x) { return x + 1 }}
  let fs = [fn() { return "zero" }]
  print(m["k"](1), mk()(2), fn(x) { return x }(3), fs[0](), (mk())(5))
}
