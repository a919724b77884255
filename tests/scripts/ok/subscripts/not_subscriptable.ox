// Strings, structs, null and others raise.
struct P { x: int }
main {
  for v in ["abc", new P { x: 1 }, null, 5, print] { try { v[0]  print("no") } catch (e) { print("raised") } }
  try { new P { x: 1 }["x"]  print("no") } catch (e) { print("raised") }
}
