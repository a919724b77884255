// A runtime error is caught as a dict with fixed keys in fixed order.
main {
  try {
    let xs = []
    xs[5]
  } catch (e) {
    print(typeof(e), e.keys())
    print(e["type"], e.line, typeof(e.column), typeof(e.file), typeof(e.stack), typeof(e.message))
    print(("" + e).contains("Index error"), string(e) == "" + e, json.stringify(e).contains("IndexError"))
  }
}
