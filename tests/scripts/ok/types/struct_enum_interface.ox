// Struct, enum and interface names as types.
interface Shape { fn area() }
struct Sq implements Shape { a: int }
struct Other { x: int }
fn Sq.area(s) { return s.a * s.a }
enum Color { Red }
fn f(s: Sq) { return s.a }
fn g(c: Color) { return c }
fn h(s: Shape) { return s.area() }
main {
  print(f(new Sq { a: 2 }), g(Color.Red), g(5), h(new Sq { a: 3 }))
  try { f(new Other { x: 1 })  print("no") } catch (e) { print("other struct") }
  try { g("red")  print("no") } catch (e) { print("no int") }
  try { h(new Other { x: 1 })  print("no") } catch (e) { print("not implemented") }
}
