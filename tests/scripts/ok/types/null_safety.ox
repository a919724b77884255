// null for a non-nullable variable, parameter or result; a struct field gives a type error.
struct P { x: int }
fn f(n: int) { return n }
fn g() -> string { return null }
main {
  try { let a: int = null } catch (e) { print(e.message.startsWith("Null safety error"), e.message.contains("a"), e.message.contains("int")) }
  try { f(null) } catch (e) { print(e.message.startsWith("Null safety error"), e.message.contains("n")) }
  try { g() } catch (e) { print(e.message.startsWith("Null safety error"), e.message.contains("g"), e.message.contains("string")) }
  try { new P { x: null } } catch (e) { print(e.message.startsWith("Type error"), e.message.contains("x"), e.message.contains("P")) }
}
