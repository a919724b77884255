// ref, explicit type arguments and nested generics are parsed and ignored.
struct Box<T> { v: T }
fn f(r: ref list<int>, m: list<Map<String, Any>>) { return len(r) + len(m) }
fn get() -> dict<string, int> { return {"a": 1} }
main {
  let b = new Box<int> { v: "not checked" }
  print(b, f([1], []), get(), typeof(b))
}
