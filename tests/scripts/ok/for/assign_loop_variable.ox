// Assigning the loop variable does not change the iteration.
main {
  for i in 0..3 { i = i * 10  print(i) }
}
