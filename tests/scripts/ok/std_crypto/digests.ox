// Known digests and codecs.
main {
  print(crypto.md5("abc"))
  print(crypto.sha1("abc"))
  print(crypto.sha256("abc"))
  print(crypto.sha512("").substring(0, 16))
  print(crypto.hash("md5", "abc") == crypto.md5("abc"), crypto.hash_password("abc") == crypto.sha256("abc"))
  print(crypto.base64_encode("héllo"), crypto.base64_decode("aMOpbGxv"), crypto.hex_encode("AB"), crypto.hex_decode("4142"))
  print(crypto.compare_digest("a", "a"), crypto.compare_digest("a", "b"))
  for f in [fn() { return crypto.hash("nope", "x") }, fn() { return crypto.hex_decode("zz") }, fn() { return crypto.base64_decode("***") }] {
    try { f()  print("no") } catch (e) { print("raised") }
  }
}
