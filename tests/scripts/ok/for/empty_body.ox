// Empty bodies and empty subjects.
main {
  for x in [1, 2] {}
  for x in [] { print("never") }
  for k in {} { print("never") }
  print("end")
}
