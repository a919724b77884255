// A line that begins with |> continues.
fn inc(x) { return x + 1 }
fn times(x, n) { return x * n }
main {
  let r = 5
    |> inc
    |> times(10)
  print(r)
}
