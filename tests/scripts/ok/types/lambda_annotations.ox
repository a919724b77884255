// Annotations on lambdas are checked in callbacks and pipelines.
main {
  let half = fn(n: int) -> float { return n / 2 }
  print([1, 2].map(half), 5 |> half)
  try { ["a"].map(half)  print("no") } catch (e) { print(e["type"]) }
  let bad = fn(n) -> int { return n / 2 }
  try { [2].map(bad)  print("no") } catch (e) { print(e["type"]) }
  try { let x: string = half(4)  print("no") } catch (e) { print(e["type"]) }
}
