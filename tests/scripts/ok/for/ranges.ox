// Ranges, inclusive, empty and reversed.
main {
  for i in 2..5 { print(i) }
  for i in 1..=2 { print(i) }
  for i in 5..2 { print("never") }
  for (i in 0..1) { print("paren", i) }
}
