// Lengths, containment, positions.
main {
  let s = "Hello, hello"
  print(s.size(), s.length(), s.isEmpty(), "".isEmpty())
  print(s.contains("lo,"), s.includes("x"), s.startsWith("He"), s.starts_with("he"), s.endsWith("lo"), s.ends_with("x"))
  print(s.indexOf("llo"), s.index_of("zz"), s.lastIndexOf("llo"), "äöü".indexOf("ü"), s.indexOf(""))
  print(s.char_at(0), s.char_at(11))
}
