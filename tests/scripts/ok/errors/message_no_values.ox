// A message does not carry unrelated variables.
main {
  let secret = "hunter2"
  try { let r = secret.size() + [1][3] } catch (e) { print(e.message.contains("hunter2")) }
}
