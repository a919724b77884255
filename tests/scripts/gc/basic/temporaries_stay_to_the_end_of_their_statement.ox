// A temporary dies at the end of its statement, whatever has read it; a condition and the range of a `for` end before the block begins.
// What is passed to a function belongs to the parameter.
struct Box { inner: any }

export let watched = {}

fn make() {
  let list = [1, 2]
  watched["w"] = weak(list)
  return list
}

fn alive() { return watched["w"].alive() }

fn first(list) { return list[0] }
fn seen(x) { return [x, alive()] }
struct Seer { n: int }
fn Seer.seen(s, x) { return [x, alive()] }

main {
  print("element", make()[0], alive())
  print("text ${make()}", alive())
  print("equality", make() == [1], alive())
  print("not", !make(), alive())
  print("and", make() && 1, alive())
  print("or", make() || 1, alive())
  print("default", (make() ?? 1)[0], alive())
  print("field", (new Box { inner: make() }).inner[1], alive())
  print("minus", -make()[1], alive())
  print("arithmetic", 1 + make()[1] * 2 - make()[0], alive())
  print("entry", { "a": make() }["a"][0], alive())
  print("in", 3 in make(), alive())
  print("slice", make()[0:1], alive())
  print("match", match make() { [a, b] => a + b, _ => 0 }, alive())
  print("if", if make()[0] == 1 { "yes" } else { "no" }, alive())
  print("elements", [make()[0], make()[1]], alive())
  print("after the statement", alive())

  let x = make()[0] + (if alive() { 10 } else { 20 })
  print("variable", x, alive())
  watched["n"] = make()[0] + (if alive() { 10 } else { 20 })
  print("store", watched["n"], alive())
  x += make()[0] + (if alive() { 10 } else { 20 })
  print("compound", x, alive())

  if make()[0] == 1 && alive() { print("block of an if", alive()) }
  let n = 0
  while make()[0] == 1 && alive() && n < 2 {
    n = n + 1
    print("body of a while", alive())
  }
  for i in 0..make()[1] + (if alive() { 0 } else { 9 }) { print("body of a for", i, alive()) }

  print("seen by a callee", seen(make()[0]), seen(make()[0] + make()[1]))
  print("seen by a method", new Seer { n: 1 }.seen(make()[0]), Seer.seen(null, make()[0]))
  print("seen by a closure", fn(x) { return alive() }(make()[0]), make()[0] |> seen)
  print("argument", first(make()), alive())
  print("receiver", make().length(), alive())
}
