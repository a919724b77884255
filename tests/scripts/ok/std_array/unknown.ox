// Unknown functions raise, naming module and function.
main {
  try { array.map([1], 1) } catch (e) { print(e.message.contains("Unknown array function: map")) }
  try { string.toUpper("a") } catch (e) { print(e.message.contains("Unknown string function: toUpper")) }
  try { json.dumps(1) } catch (e) { print(e.message.contains("Unknown json function: dumps")) }
}
