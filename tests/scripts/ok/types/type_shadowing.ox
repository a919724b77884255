// A struct named like nothing else is found from functions above it; locals of that name do not disturb types.
fn make(v) -> Item { return new Item { v: v } }
struct Item { v: int }
main {
  let Item2 = 5
  let i: Item = make(1)
  print(i, Item2)
  try { make("x")  print("no") } catch (e) { print(e["type"]) }
}
