// A sum of 2,000 terms in one expression is no deep nesting.
main {
  let src = []
  let total = 0
  for i in 0..2000 { total += 1 }
  print(total)
  print(1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1)
}
