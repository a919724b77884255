// Stages: try, catch, finally and throw.
fn risky(n) {
  try {
    if n > 1 { throw "too big" }
    return "fine"
  } catch (e) {
    return "caught " + e
  } finally {
    print("finally", n)
  }
}
main { print(risky(1), risky(2)) }
