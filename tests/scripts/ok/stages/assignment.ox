// Stages: compound and null assignment, pipeline, destructuring.
fn inc(x, by = 1) { return x + by }
main {
  let d = {"a": null}
  d["a"] ??= 4
  d["a"] *= 2
  let {a, b} = d
  const r = a |> inc |> inc(10)
  print(d, a, b, r)
}
