// Runtime errors are dicts, thrown strings are strings; concatenation works for both.
main {
  try { [1][5] } catch (e) { print(typeof(e["message"]), ("caught: " + e).startsWith("caught: {")) }
  try { throw "text" } catch (e) { print(e == "text", "caught: " + e) }
}
