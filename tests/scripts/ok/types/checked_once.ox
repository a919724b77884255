// Annotations are checked at let, arguments, explicit return and struct literals; not at later assignments.
struct P { x: int }
main {
  let a: int = 1
  a = "later"
  let p = new P { x: 1 }
  p.x = "text"
  print(a, p)
  try { let b: int = "s"  print("no") } catch (e) { print("let") }
  try { new P { x: "s" }  print("no") } catch (e) { print("field") }
}
