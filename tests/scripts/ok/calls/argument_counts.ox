// Too few and too many arguments raise, with name, bounds and number.
fn scale(x, by = 2, label = null) { return x }
main {
  try { scale() } catch (e) { print(e.message.contains("scale"), e.message.contains("1-3"), e.message.contains("0"), e["type"]) }
  try { scale(1, 2, 3, 4) } catch (e) { print(e.message.contains("4")) }
  try { fn(a) { return a }() } catch (e) { print("lambda") }
  try { len() } catch (e) { print("built-in") }
  try { math.floor(1, 2) } catch (e) { print("module function") }
}
