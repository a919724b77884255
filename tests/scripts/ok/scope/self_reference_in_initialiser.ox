// In its own initialiser a name is still the outer one.
main {
  let x = 1
  {
    let x = x + 1
    print(x)
  }
  let y = [1]
  let y = y + [2]
  print(x, y)
}
