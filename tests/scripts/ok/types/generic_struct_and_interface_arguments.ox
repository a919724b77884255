// Type arguments of structs, unions of structs, module types.
struct Box<T> { v: T }
struct Pair<A, B> { a: A, b: B }
fn unbox(b: Box<int> | Pair<int, int>) { return typeof(b) }
main {
  print(unbox(new Box<int> { v: 1 }), unbox(new Pair<int, int> { a: 1, b: "x" }))
  try { unbox([])  print("no") } catch (e) { print(e["type"]) }
}
