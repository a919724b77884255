// Hexadecimal, binary, octal, digit separators and exponents.
main {
  print(0xff, 0b101, 0o17, 1_000_000)
  print(typeof(0xff), typeof(1e9), 1e9, 2.5e-3)
}
