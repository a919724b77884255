// A guarded call on null does not run; its value is null.
main {
  let n = null
  print(n?.anything(1, 2))
}
