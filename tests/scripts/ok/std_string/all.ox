// The string module demands real strings and ints.
main {
  print(string.length("äb"), string.substring("hello", 1, 3), string.concat("a", "b"), string.split("a b", " "), string.join(["x", "y"], "-"))
  print(string.trim("  x "), string.upper("a"), string.lower("A"), string.replace("aXa", "a", "b"), string.contains("abc", "bc"))
  print(string.starts_with("abc", "ab"), string.ends_with("abc", "bc"), string.index_of("abc", "c"), string.repeat("ab", 2), string.char_at("abc", 1), string.reverse("abc"))
  print(string.pad_left("7", 3, "0"), string.pad_right("7", 3, "."), "[" + string.pad_left("7", 2) + "]")
  print(string.format("{} and {} and {}", 1, [2]), string.fmt("{}", null, "surplus"))
}
