// Printing, comparing, copying and freeing a value nested 100,000 deep.
main {
  let a = []
  let b = []
  for i in 0..100000 { a = [a]  b = [b] }
  print(a == b, len(string(a)))
  let c = deep_copy(a)
  print(c == a)
  a = null
  b = null
  c = null
  print("freed")
}
