// Variables of a try block are visible neither in catch nor after.
main {
  try { let inside = 1  throw "x" } catch (e) {
    try { print(inside) } catch (e2) { print("hidden in catch") }
  }
  try { print(e) } catch (e3) { print("catch variable hidden after") }
}
