// A dict element: the names are looked up as keys.
main {
  for [name, age] in [{"age": 3, "name": "Bo"}, {"name": "Al"}] { print(name, age) }
}
