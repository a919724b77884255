// error: Call stack depth exceeded
// Recursion from a catch clause ends as well.
fn again() { try { throw "x" } catch (e) { again() } }
main { again() }
