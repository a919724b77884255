// Throwing on from catch; a new error from catch.
fn inner() { throw "inner" }
main {
  try {
    try { inner() } catch (e) { throw e + " again" }
  } catch (e) { print(e) }
  try {
    try { [1][9] } catch (e) { throw e }
  } catch (e) { print(e["type"], e.line) }
}
