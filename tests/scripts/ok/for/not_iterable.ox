// Strings, null, ints and structs raise a type error.
struct S { a: int }
main {
  for v in ["abc", null, 5, 1.5, true, new S { a: 1 }, print] {
    try { for c in v { print("no") } } catch (e) { print(e["type"]) }
  }
}
