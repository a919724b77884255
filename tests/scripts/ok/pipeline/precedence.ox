// Looser than ??, || and arithmetic, tighter than assignment.
fn show(x) { return "<" + x + ">" }
main {
  let r = 1 + 2 |> show
  let s = null ?? 5 |> show
  print(r, s)
}
