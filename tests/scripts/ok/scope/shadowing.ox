// let in an inner scope shadows; in the same scope it rebinds, also with another type.
main {
  let x = 1
  if true { let x = "inner"  print(x) }
  print(x)
  let x: string = "rebound"
  print(x)
  x = 5
  print(x)
}
