// v |> f(a), v |> f, v |> lambda, v |> m.f(a).
fn inc(x) { return x + 1 }
fn add(a, b) { return a + b }
main {
  print(5 |> inc, 5 |> add(10), 5 |> fn(x) { return x * 2 }, 9 |> math.sqrt, " a " |> string.trim())
  print(1 |> inc |> inc |> add(1))
  let d = {"f": fn(x) { return "d" + x }}
  print(1 |> d["f"], 2 |> d.f)
}
