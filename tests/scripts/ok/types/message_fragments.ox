// Type errors name the variable, function, field, the expected and the actual type.
struct Acct { id: int }
fn half(n: int) { return n / 2 }
fn name() -> string { return 5 }
main {
  try { half("ten") } catch (e) { print(e.message) }
  try { let count: int = "x" } catch (e) { for w in ["Type error", "count", "int", "string"] { print(e.message.contains(w)) } }
  try { name() } catch (e) { for w in ["Type error", "name", "string", "int"] { print(e.message.contains(w)) } }
  try { new Acct { id: "x" } } catch (e) { for w in ["Type error", "id", "Acct", "int", "string"] { print(e.message.contains(w)) } }
}
