// Stages: elements as operands, push and char_at on local variables, moved stores.
fn sum(xs, text) {
  let total = 0
  let out = []
  for i in 0..len(xs) {
    total += xs[i]
    out.push(text.char_at(i))
  }
  return [total, out]
}
main {
  let last = null
  let note = fn(x) { last = x }
  note(sum([1, 2.5], "ab"))
  print(last)
}
