// A block's variable is fresh each time the block is entered.
main {
  let fs = []
  let i = 0
  while i < 3 {
    let k = i
    fs.push(fn() { return k })
    i += 1
  }
  print(fs[0](), fs[1](), fs[2]())
}
