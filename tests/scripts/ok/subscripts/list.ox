// Ints and bools index a list; bounds are checked.
main {
  let xs = ["a", "b", "c"]
  print(xs[0], xs[2], xs[true], [1, 2, 3][1])
  for i in [3, -1, 100] { try { xs[i]  print("no") } catch (e) { print(e["type"], e.message.startsWith("Index error")) } }
  for i in ["0", 1.0, null] { try { xs[i]  print("no") } catch (e) { print(e["type"]) } }
}
