// A line that begins with .name continues the expression before it.
main {
  let s = "  abc "
    .trim()
    .upper()
  print(s)
}
