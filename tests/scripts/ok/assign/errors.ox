// Growing a list, negative indexes, unknown fields, member assignment on a dict: all raise.
struct P { x: int }
main {
  let xs = [1]
  let d = {"a": 1}
  let p = new P { x: 1 }
  try { xs[1] = 2  print("no") } catch (e) { print(e["type"]) }
  try { xs[-1] = 2  print("no") } catch (e) { print(e["type"]) }
  try { p.y = 2  print("no") } catch (e) { print("unknown field") }
  try { d.a = 2  print("no") } catch (e) { print("dict member") }
  try { "abc"[0] = "x"  print("no") } catch (e) { print("string") }
  try { null.x = 1  print("no") } catch (e) { print("null") }
  try { d["n"] += 1  print("no") } catch (e) { print(e["type"]) }
  print(xs, d, p)
}
