// Only lists and strings; bounds are numbers.
main {
  try { let r = {"a": 1}[0:1]  print("no") } catch (e) { print("dict") }
  try { [1, 2]["a":1]  print("no") } catch (e) { print("string bound") }
  try { 5[0:1]  print("no") } catch (e) { print("int") }
}
