// + with a string on either side joins text forms.
main {
  print("n=" + null, 1 + "2", "x" + [1, "a"], true + "!", "f" + 1.50)
  print(1 + 2 + "x", "x" + 1 + 2)
  let s = "a"
  s += 1
  print(s)
}
