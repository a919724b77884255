// ??= assigns only to null and yields the resulting value.
main {
  let a = null
  let b = 1
  print(a ??= 5, b ??= 6, a, b)
  let d = {"k": null}
  d["k"] ??= "set"
  print(d)
  let n = 0
  let side = fn() { n += 1  return 9 }
  b ??= side()
  print(n)
}
