// The right side of && || ?? is evaluated only when needed.
main {
  let n = 0
  let hit = fn() { n += 1  return true }
  false && hit()
  true || hit()
  1 ?? hit()
  print(n)
  true && hit()
  false || hit()
  null ?? hit()
  print(n)
}
