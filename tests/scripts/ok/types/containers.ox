// Element types are parsed and ignored.
fn l(a: list<int>, b: list[string], c: array<any>, d: list) { return "lists" }
fn d(a: dict<string, int>, b: dict[string, int], c: dict) { return "dicts" }
main {
  print(l([1, "x"], [2], [], [null]), d({"a": "b"}, {}, {"x": []}))
  try { l({}, [], [], [])  print("no") } catch (e) { print("dict is no list") }
  try { d([], {}, {})  print("no") } catch (e) { print("list is no dict") }
}
