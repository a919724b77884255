// range() is a list of ints.
main {
  print(range(3), range(1, 4), range(0, 10, 3), range(3, 0, -1), range(0), range(5, 2), range(2.9))
  print(typeof(range(2)))
  try { range(0, 5, 0)  print("no") } catch (e) { print("step 0") }
}
