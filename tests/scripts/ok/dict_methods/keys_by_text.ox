// Keys that are written differently but have one text form are one key.
main {
  let d = {}
  d[1] = "int"
  d["1"] = "string"
  d[1.0] = "float"
  d[true] = "bool"
  d["true"] = "text"
  d[[1, 2]] = "list"
  print(d, len(d), 1 in d, true in d, d["[1, 2]"])
}
