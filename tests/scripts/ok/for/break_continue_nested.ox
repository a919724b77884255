// break and continue in nested loops.
main {
  for i in 0..3 {
    for j in 0..3 {
      if j == 1 { continue }
      if i == 1 { break }
      print(i, j)
    }
  }
}
