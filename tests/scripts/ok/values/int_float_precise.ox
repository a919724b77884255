// Ints and floats compare by exact value, also where a float cannot hold the int.
main {
  print(9007199254740993 == 9007199254740992.0)
  print(9007199254740993 > 9007199254740992.0)
  print(9223372036854775807 < 9223372036854775808.0)
}
