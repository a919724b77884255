// The enum's name alone is not a value; unknown variants raise.
enum Color { Red }
main {
  try { let c = Color  print("no") } catch (e) { print("no value") }
  try { let c = Color.Blue  print("no") } catch (e) { print(e.message.contains("Blue"), e.message.contains("Color")) }
}
