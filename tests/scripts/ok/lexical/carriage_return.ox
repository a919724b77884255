// CR counts as whitespace: this file is partly written with CR LF line ends.
main {
  let a = 1
  print(a)
  print(a + 1)
}
