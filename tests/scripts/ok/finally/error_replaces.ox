// An error raised in finally replaces the pending one.
main {
  try {
    try { throw "a" } catch (e) { throw "b" } finally { throw "c" }
  } catch (e) { print(e) }
}
