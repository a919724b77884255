// No coercion; out of range and negative counts raise.
main {
  for f in [fn() { return string.length(5) }, fn() { return string.upper(null) }, fn() { return string.join([1, 2], ",") }, fn() { return string.repeat("a", -1) },
            fn() { return string.char_at("abc", 3) }, fn() { return string.char_at("abc", -1) }, fn() { return string.substring("abc", 1) }, fn() { return string.concat("a", 1) }] {
    try { f()  print("no") } catch (e) { print("raised") }
  }
}
