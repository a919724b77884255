// Division always gives a float.
main {
  print(7 / 2, 8 / 2, typeof(8 / 2), -1 / 4, 1 / 2.0, true / 2)
  print(int(7 / 2))
}
