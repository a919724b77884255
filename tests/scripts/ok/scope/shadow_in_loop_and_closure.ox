// A variable captured and shadowed in the same loop body; each has its own value.
main {
  let fs = []
  for i in 0..2 {
    let x = i
    fs.push(fn() { x += 10  return x })
    { let x = "inner"  fs.push(fn() { return x }) }
    x += 1
  }
  print(fs[0](), fs[1](), fs[2](), fs[3](), fs[0]())
}
