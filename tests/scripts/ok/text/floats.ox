// The text form of floats is C's %.15g.
main {
  print(2.0, 0.1 + 0.2, 1 / 3, 1e20, -0.0)
  print(100000.0, 1e14, 1e15, 123456789012345.6, 0.0001, 0.00001)
  print(1.5e300, 2.5e-10, 1e100)
}
