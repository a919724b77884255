// An element as the right operand of a variable's arithmetic: of all kinds, from lists, dicts and ranges, and with errors.
fn add(x, from, at) {
  x += from[at]
  return x
}
fn subtract(x, from, at) {
  x -= from[at]
  return x
}
fn multiply(x, from, at) {
  x *= from[at]
  return x
}
struct Node { value: int, next: Node?, row: list }
fn nested(grid, node) {
  let total = 100
  for i in 0..2 {
    for j in 0..2 { total += grid[i][j] }
    total -= node.next.value
    total += node.row[i]
    node.next.value += grid[i][0]
  }
  return total
}
fn failing(work, x, from, at) {
  try { return work(x, from, at) } catch (e) { return e.message }
}
main {
  let xs = [1, 2.5, "s", null, [7], 9223372036854775807]
  print(add(1, xs, 0), subtract(1, xs, 0), multiply(4, xs, 0))
  print(add(1, xs, 1), subtract(1.5, xs, 1), multiply(2.0, xs, 1), add(0.5, xs, 0))
  print(add("t", xs, 2), add(1, xs, 2), add([1], xs, 4), multiply("ab", xs, 0))
  print(add(2, { "a": 40 }, "a"), add(2, 10..20, 5))
  print(failing(add, 1, xs, 5))
  print(failing(subtract, -2, xs, 5))
  print(failing(multiply, 2, xs, 5))
  print(failing(subtract, 1, xs, 3))
  print(failing(add, 1, xs, 6))
  print(failing(add, 1, xs, -1))
  print(failing(add, 1, null, 0))
  print(failing(add, 1, { "a": 1 }, "b"))
  let i = 1
  i = i + xs[0]
  let total = 0
  for x in 0..4 { total += [5, 6, 7, 8][x] }
  print(i, total)
  let last = new Node { value: 5, next: null, row: [] }
  print(nested([[1, 2], [3, 4]], new Node { value: 0, next: last, row: [30, 40] }), last.value)
}
