// A number in parentheses has members only if its kind has; a float literal ends at its last digit.
main {
  print(1.5 + .5, 1. + 1, 2 .. 4)
  print([1.0, 2.][1], 10.0 / 4)
}
