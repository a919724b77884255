// Comments count as nothing between a line and its continuation.
main {
  let a = 1 + // one
    # two
    2
  print(a,
    // in the arguments
    3)
}
