// Operands left to right; for an assignment the right side first, then container and index.
main {
  let log = []
  let t = fn(name, v) { log.push(name)  return v }
  t("a", 1) + t("b", 2) * t("c", 3)
  let xs = [0, 0]
  t("list", xs)[t("index", 1)] = t("value", 9)
  t("f", fn(x, y) { return x })(t("x", 1), t("y", 2))
  [t("e1", 1), t("e2", 2)]
  print(log.join(" "))
  print(xs)
}
