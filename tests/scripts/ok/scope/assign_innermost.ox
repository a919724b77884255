// Assignment goes to the innermost existing variable.
main {
  let x = 1
  {
    x = 2
    let x = 3
    x = 4
    print(x)
  }
  print(x)
}
