// Only the chosen branch is evaluated.
main {
  let hit = fn(x) { print("hit", x)  return x }
  let r = if true { hit(1) } else { hit(2) }
  print(r)
}
