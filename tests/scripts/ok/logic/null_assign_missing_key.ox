// Reading the target follows the normal rules: a missing key still raises.
main {
  let d = {}
  try { d["x"] ??= 1  print("no") } catch (e) { print(e["type"]) }
  print(d)
}
