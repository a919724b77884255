// The stack lists frames innermost first.
fn third() { return [1][7] }
fn second() { return third() }
main {
  try { second() } catch (e) {
    print(e.stack[0].startsWith("third ("), e.stack[1].startsWith("second ("), len(e.stack))
  }
}
