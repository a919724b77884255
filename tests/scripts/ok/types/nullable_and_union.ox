// T? accepts null; unions accept any member; ? at the end makes the whole union nullable.
fn n(x: int?) { return x }
fn u(x: int | string) { return x }
fn un(x: int | string?) { return x }
main {
  print(n(null), n(1), u(1), u("s"), un(null), un(2))
  try { u(null)  print("no") } catch (e) { print("null refused") }
  try { u(1.5)  print("no") } catch (e) { print("float refused") }
  try { n("s")  print("no") } catch (e) { print("string refused") }
}
