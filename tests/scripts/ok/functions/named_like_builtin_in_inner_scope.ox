// A local function named like a built-in hides it in its scope only.
main {
  { fn len(x) { return "local" }  print(len([])) }
  print(len([]))
}
