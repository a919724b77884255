// Unknown functions name the nearest.
main {
  try { array.map([1], 1) } catch (e) { print(e.message.contains("Unknown array function: map"), e.message.contains("map_fn")) }
  try { string.toUpper("a") } catch (e) { print(e.message.contains("Unknown string function: toUpper"), e.message.contains("upper")) }
  try { json.dumps(1) } catch (e) { print(e.message.contains("stringify")) }
}
