// Stages: arithmetic, comparison and a loop.
main {
  let total = 0
  for i in 0..10 {
    if i % 2 == 0 && i != 4 { total += i * 2 }
  }
  print(total)
}
