// `debug.env()` gives the variables visible at the call, shadowed ones left out, functions and modules too.
use debug as look
export let limit = 10
fn plain() { return look.env() }
fn shown(d) { return array.sort(d.keys()).map(fn(k) { return f"{k}={d[k]}" }).join(" ") }
main {
  let a = 1
  let d = "x"
  let inner = fn(p) {
    let c = [3]
    return look.env()
  }
  { let a = 5 print(shown(look.env())) }
  print(shown(inner(true)))
  print(shown(plain()))
  fn early() { return look.env() }
  print(shown(early()))
  let late = 7
  print(shown(early()))
  let env = {"env": fn() { return "mine" }}
  print(env.env())
}
