// Building strings by appending, splitting and joining.
main {
  let s = ""
  for i in 0..200000 { s += "x" }
  print(len(s))
  let words = []
  for i in 0..50000 { words.push("word" + i) }
  let text = words.join(" ")
  print(text.split(" ").length(), text.replace("word", "w").size())
}
