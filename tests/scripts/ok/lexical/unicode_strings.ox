// Strings hold any Unicode text; positions count scalar values.
main {
  let s = "añ漢🙂"
  print(s, len(s), s[1:3])
}
