// The remainder refuses floats.
main {
  try { 5.0 % 2  print("no") } catch (e) { print("left") }
  try { 5 % 2.0  print("no") } catch (e) { print("right") }
}
