// Types, assertions, differences.
struct P { x: int }
main {
  print(debug.type(1), debug.type(new P { x: 1 }), debug.inspect("s"), debug.inspect(1.5))
  print(debug.keys({"b": 1, "a": 2}), debug.values(new P { x: 7 }), debug.assert(true))
  print(debug.diff([1, 2], [1, 2]), debug.diff([1, 2], [1, 3]).contains("[1]: 2 vs 3"))
  try { debug.assert(false, "boom")  print("no") } catch (e) { print(e["type"], e.message.contains("Assertion error: boom")) }
  print(debug.trace(5), debug.log("label", 6), debug.watch("w", 7))
}
