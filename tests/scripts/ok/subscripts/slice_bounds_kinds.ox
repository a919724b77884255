// An omitted bound is not the same as null.
main {
  let none = null
  print([1, 2, 3][:], [1, 2, 3][1:], "abc"[:-1])
  try { print([1, 2, 3][none:2]) } catch (e) { print(e.message) }
  try { print("abc"[0:none]) } catch (e) { print(e.message) }
  try { print([1]["0":]) } catch (e) { print(e.type) }
}
