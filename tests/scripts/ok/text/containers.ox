// Lists, dicts and structs; strings stay unquoted inside.
struct Pt { x: int, name: string, tags: list }
main {
  print([1, "a", [2, null]], [], {}, {"k": "v", "m": [true]})
  print(new Pt { name: "n", x: 1, tags: ["t"] })
  print({1: "one", null: "n", 2.5: 0})
  print({"q\"q": 1})
}
