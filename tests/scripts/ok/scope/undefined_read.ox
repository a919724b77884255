// Reading a name no scope holds raises when reached, not before.
main {
  print("before")
  try { print(nope) } catch (e) { print(e.message.startsWith("Undefined variable: nope"), e["type"]) }
  if false { print(also_nope) }
}
