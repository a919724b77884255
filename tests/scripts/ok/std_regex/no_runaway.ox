// A pattern that makes backtracking explode gives an answer or an error soon, never a hang.
main {
  try { print(regex.matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")) } catch (e) { print(false) }
}
