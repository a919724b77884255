// A right side that is not callable raises; types are checked as in calls.
fn half(n: int) { return n / 2 }
main {
  try { 1 |> 5  print("no") } catch (e) { print("not callable") }
  try { "x" |> half  print("no") } catch (e) { print(e.message.startsWith("Type error")) }
}
