// Unknown struct, unknown field, missing field: messages name field and struct.
struct P { x: int, y: int? }
main {
  try { new Nope { x: 1 }  print("no") } catch (e) { print(e.message.contains("Nope")) }
  try { new P { x: 1, y: 2, z: 3 }  print("no") } catch (e) { print(e.message.contains("z"), e.message.contains("P")) }
  try { new P { x: 1 }  print("no") } catch (e) { print(e.message.contains("y"), e.message.contains("P")) }
}
