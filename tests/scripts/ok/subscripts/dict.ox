// The key is the text form of the subscript; a missing key raises.
main {
  let d = {"1": "one", "true": "t", "null": "n"}
  print(d[1], d[true], d[null], d["1"])
  d[2.5] = "x"
  d[2] = "y"
  print(d)
  try { d["zz"]  print("no") } catch (e) { print(e["type"], e.message.startsWith("Key error")) }
}
