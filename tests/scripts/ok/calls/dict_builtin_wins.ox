// On dicts the built-in method wins over a key of that name; other keys are called without self.
main {
  let d = {"size": fn() { return "mine" }, "greet": fn(n) { return "hi " + n }}
  print(d.size(), d["size"](), d.greet("Bo"))
}
