// Calling something that is not callable by its name is a name error, whatever the name means.
main {
  let foo = 3
  try { foo(1) } catch (e) { print(e.type, e.message) }
  try { bar(1) } catch (e) { print(e.type, e.message) }
  let none = null
  try { none() } catch (e) { print(e.type, e.message) }
  try { [1][0]() } catch (e) { print(e.type) }
}
