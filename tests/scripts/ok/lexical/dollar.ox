// A dollar sign alone is text; an escaped one starts no interpolation.
main {
  let x = 5
  print("cost $5 $x $")
  print("\${x}", "$${x}")
}
