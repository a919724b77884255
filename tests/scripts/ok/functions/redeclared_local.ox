// A second declaration of a local function in the same scope takes over.
main {
  fn f() { return 1 }
  let g = f
  fn f() { return 2 }
  print(f(), g())
}
