// Unknown methods and wrong arguments raise.
main {
  let d = {"a": 1}
  try { d.update({})  print("no") } catch (e) { print(e["type"]) }
  try { d.merge([1])  print("no") } catch (e) { print("raised") }
  try { d.get()  print("no") } catch (e) { print("raised") }
  try { d.len()  print("no") } catch (e) { print(e["type"]) }
}
