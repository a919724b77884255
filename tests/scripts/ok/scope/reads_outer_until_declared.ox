// Before its let has run a name is the next outer one.
main {
  let x = "outer"
  {
    print(x)
    let x = "inner"
    print(x)
  }
  print(x)
}
