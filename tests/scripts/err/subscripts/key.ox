// error: Key error
main {
  let d = {"name": 1}
  print(d["nmae"])
}
