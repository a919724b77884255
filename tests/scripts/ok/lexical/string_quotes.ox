// Both quote characters mean the same.
main {
  print("it's", 'say "hi"', 'a' == "a")
}
