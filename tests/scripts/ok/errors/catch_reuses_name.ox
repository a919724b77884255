// The catch variable shadows; assigning to it is local.
main {
  let e = "outer"
  try { throw "inner" } catch (e) { e = e + "!"  print(e) }
  print(e)
}
