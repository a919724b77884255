// return leaves loops, matches and blocks.
fn find(xs, v) {
  for [i, x] in xs.map(fn(x) { return [0, x] }) {
    { if x == v { return "found " + x } }
  }
  return "none"
}
main { print(find([1, 2], 2), find([], 1)) }
