// finally runs when catch throws; the error goes on.
main {
  try {
    try { throw "a" } catch (e) { throw "b" } finally { print("finally") }
  } catch (e) { print("outer", e) }
}
