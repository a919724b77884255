// A method nobody has raises.
struct P { x: int }
main {
  try { new P { x: 1 }.fly()  print("no") } catch (e) { print("struct") }
  try { [1].fly()  print("no") } catch (e) { print("list", e["type"]) }
  try { let r = {}["x"].fly()  print("no") } catch (e) { print("key") }
  try { (5).fly()  print("no") } catch (e) { print("int") }
  try { let d = {"fly": 1}  d.fly()  print("no") } catch (e) { print("not callable") }
}
