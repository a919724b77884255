// ?? yields the left side unless it is null.
main {
  print(null ?? "d", 0 ?? "d", false ?? "d", "" ?? "d", null ?? null ?? 3)
  let d = {"a": null}
  print(d["a"] ?? "none", d.get("zz") ?? "missing")
}
