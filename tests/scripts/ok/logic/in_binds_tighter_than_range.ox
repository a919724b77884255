// in binds tighter than the range operator: the right side here is 0, which raises.
main {
  try { let r = 3 in 0..5  print("no", r) } catch (e) { print("raised") }
}
