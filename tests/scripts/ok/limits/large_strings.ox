// Appending to a string a hundred thousand times.
main {
  let s = ""
  for i in 0..100000 { s += "x" }
  print(len(s), s[99998:], "ab".repeat(50000).length())
}
