// Errors surface at the call; await as a variable name.
async fn bad() { throw "bad" }
main {
  try { await bad() } catch (e) { print("caught", e) }
  let await = 3
  print(await)
}
