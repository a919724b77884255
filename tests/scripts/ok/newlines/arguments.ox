// Newlines around commas in calls, parameters and literals.
fn add(
  a,
  b
) { return a + b }
main {
  print(add(
    1,
    2
  ))
  let xs = [
    1,
    2,
    3
  ]
  let d = {
    "a": 1,
    "b": 2
  }
  print(xs, d)
}
