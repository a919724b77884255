// put, set, remove, delete give null; order of keys.
main {
  let d = {"a": 1, "b": 2, "c": 3}
  print(d.put("d", 4), d.set("a", 9), d.remove("b"), d.delete("nothing"))
  print(d)
  d.remove("a")
  d["a"] = 0
  print(d, d.size(), d.length(), d.isEmpty())
}
