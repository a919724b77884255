// Unknown variants, methods and fields raise.
struct Pt { x: int }
enum Color { Red }
main {
  try { print(Color.Blue) } catch (e) { print("variant") }
  try { print(Pt.nothing) } catch (e) { print("method") }
  try { print(new Pt { x: 1 }.y) } catch (e) { print("field") }
  try { print({"a": 1}.b) } catch (e) { print("key", e["type"]) }
  try { print(math.nothing) } catch (e) { print("module") }
}
