// Compound assignment to a dict's member raises and changes nothing.
main {
  let d = {"a": 1}
  try { d.a += 1  print("no") } catch (e) { print("raised") }
  print(d)
}
