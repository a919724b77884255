// get with and without default, has, the typed getters without conversion.
main {
  let d = {"a": 1, "n": null, "1": "one"}
  print(d.get("a"), d.get("zz"), d.get("zz", 5), d.get("n", 5), d.get(1))
  print(d.getInt("1"), d.getString("a"), d.getList("zz", []))
  print(d.has("a"), d.contains("zz"), d.containsKey("n"), d.has(1))
}
