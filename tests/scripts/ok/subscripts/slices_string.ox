// String slices count characters.
main {
  let s = "hällo"
  print(s[1:3], s[:1], s[-2:], s[2:2] + "|", s[:])
}
