// Nested finally blocks run from the inside out.
fn f() {
  try {
    try { return "r" } catch (e) { } finally { print("inner") }
  } catch (e) { } finally { print("outer") }
}
main { print(f()) }
