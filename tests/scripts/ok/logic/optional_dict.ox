// On a dict ?. still raises for a missing key.
main {
  let d = {"a": 1}
  print(d?.a)
  try { print(d?.b) } catch (e) { print(e["type"]) }
}
