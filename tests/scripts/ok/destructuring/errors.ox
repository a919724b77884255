// Too few elements, a wrong kind: both raise.
main {
  try { let [a, b] = [1]  print("no") } catch (e) { print("short", e.message.startsWith("Destructuring error")) }
  try { let [a] = {"a": 1}  print("no") } catch (e) { print("dict as list") }
  try { let {a} = [1]  print("no") } catch (e) { print("list as dict") }
  try { let [a] = null  print("no") } catch (e) { print("null") }
}
