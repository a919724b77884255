// error: 
main {
  let d = {"run": 5}
  d["run"]()
}
