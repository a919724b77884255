// The loop variable ends with the loop and shadows an outer one.
main {
  let i = "outer"
  for i in 0..2 { }
  print(i)
  for k in [1] { }
  try { print(k) } catch (e) { print(e.message.startsWith("Undefined variable: k")) }
}
