// Closures made in match arms and catch clauses capture their names.
main {
  let fs = []
  for v in [1, "a"] {
    fs.push(match v { n if typeof(n) == "int" => fn() { return n + 1 }, s => fn() { return s + "!" } })
  }
  try { throw "err" } catch (e) { fs.push(fn() { return e }) }
  print(fs[0](), fs[1](), fs[2]())
}
