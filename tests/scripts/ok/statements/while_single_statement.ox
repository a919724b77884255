// A loop body may be one statement.
main {
  let i = 0
  while i < 3 i += 1
  print(i)
  for k in 0..2 print(k)
}
