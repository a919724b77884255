// Arguments, defaults and locals live across yields, also in nested blocks.
fn g(a, b = a * 2) {
  let sum = 0
  for x in [a, b] {
    let y = x + 1
    { let z = y * 10  sum += z  yield z }
    yield [x, y]
  }
  yield sum
}
main { for v in g(1) { print(v) } }
