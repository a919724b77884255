// Any other element raises.
main {
  try { for [a, b] in [1, 2] { print("no") } } catch (e) { print("int element") }
  try { for [a, b] in [[1]] { print("no") } } catch (e) { print("short element") }
}
