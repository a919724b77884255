// Assignment never declares.
main {
  try { fresh = 1 } catch (e) { print(e["type"]) }
  try { fresh += 1 } catch (e) { print(e["type"]) }
  try { print(fresh) } catch (e) { print("still undefined") }
}
