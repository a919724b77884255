// error: 
main {
  let d = {}
  d["self"] = d
  print(json.stringify(d))
}
