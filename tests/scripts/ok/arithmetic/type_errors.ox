// Every other combination raises a type error.
main {
  let fs = [
    fn() { return null + 1 }, fn() { return [1] + 1 }, fn() { return {} + {} }, fn() { return "a" - "b" },
    fn() { return [1] * 2 }, fn() { return "6" / 2 }, fn() { return -"a" }, fn() { return -null }, fn() { return "a" * 1.5 },
    fn() { return "5" % 2 }, fn() { return print + 1 }
  ]
  let n = 0
  for f in fs {
    try { f()  print("no") } catch (e) { if e["type"] == "TypeError" { n += 1 } }
  }
  print(n, len(fs))
}
