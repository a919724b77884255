// A point followed by another point does not start a fraction.
main {
  for i in 0..3 { print(i) }
  print(len(1..5))
}
