// A brace at statement start is a block with its own scope, never a dict.
main {
  let x = 1
  {
    let x = 2
    print(x)
  }
  print(x)
  {}
  print("end")
}
