// Closures of different iterations see different variables; assigning one does not touch the others.
main {
  let fs = []
  for i in 0..3 {
    let j = i * 10
    fs.push(fn() { j += 1  return i + j })
  }
  print(fs[0](), fs[0](), fs[1](), fs[2]())
}
