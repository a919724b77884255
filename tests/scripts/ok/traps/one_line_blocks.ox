// Compact blocks as programs really write them.
main {
  let ok = false
  let x = 1
  let i = 0
  if (!ok) { print("not ok") } else if (x) { print("x") }
  while (i < 3) { i = i + 1 };
  try { throw "e" } catch (e) {}
  for (k in {"a": 1}) { print(k) }
  print(i)
}
