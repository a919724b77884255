// bool() is truthiness, string() the text form, type() is typeof().
main {
  print(bool(0), bool("0"), bool([]), bool(null), bool(0.0))
  print(string(1.0) + "|" + string(null) + "|" + string([1, "a"]))
  print(type(1), type(null), type([]) == typeof([]))
}
