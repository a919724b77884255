// substring, substr and slice.
main {
  let s = "abcdef"
  print(s.substring(1, 3), s.substr(2), s.slice(0, 2), s.substring(-5, 2), s.substring(4, 100))
  print("[" + s.substring(3, 3) + s.substring(5, 2) + s.substring(50) + "]")
}
