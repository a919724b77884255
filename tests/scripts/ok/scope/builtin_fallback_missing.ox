// Without a built-in of that name the call raises.
main {
  let foo = 3
  try { foo(1) } catch (e) { print(e.message.contains("Undefined function")) }
  try { bar(1) } catch (e) { print(e.message.contains("Undefined function")) }
}
