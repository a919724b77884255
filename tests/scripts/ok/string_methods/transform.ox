// Case, trimming, reversal, repetition, replacement.
main {
  print("aBc".upper(), "aBc".toUpperCase(), "aBc".lower(), "aBc".toLowerCase())
  print("[" + " \t x y \r\n".trim() + "]", "abc".reverse(), "ab".repeat(2), "[" + "ab".repeat(0) + "ab".repeat(-1) + "]")
  print("a-b-c".replace("-", "+"), "aaa".replace("aa", "b"), "abc".replace("", "x"), "abc".replace("z", "x"))
}
