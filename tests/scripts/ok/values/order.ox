// Strings by code point, numbers and bools by value.
main {
  print("a" < "b", "Z" < "a", "abc" < "abd", "ab" < "abc", "" < "a")
  print(1 < 1.5, 2 >= 2.0, true > false, true < 2, 1 <= 1)
}
