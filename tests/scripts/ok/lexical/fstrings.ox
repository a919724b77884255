// f-strings interpolate bare braces and ${}; a bare brace in a plain string is text.
main {
  let a = 1
  let b = 2
  print(f"{a} of {b} and ${a + b}")
  print("{a} of {b}")
  print(f'{"nested " + f"{a}"}')
}
