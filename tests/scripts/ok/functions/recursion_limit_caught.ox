// Beyond the limit a catchable error is raised and the program goes on.
fn forever(n) { return forever(n + 1) + 1 }
main {
  try { forever(0)  print("no") } catch (e) { print(e["type"], e.message.contains("Call stack depth exceeded")) }
  let f = fn(x) { return x }
  print(f("still usable"))
  try { forever(0) } catch (e) { print("again") }
}
