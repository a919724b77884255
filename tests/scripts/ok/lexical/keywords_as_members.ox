// After a point many more keywords are plain names.
main {
  let d = {"if": 1, "for": 2, "return": 3, "const": 4, "main": 5, "match": 6, "let": 7, "while": 8}
  print(d.if, d.for, d.return, d.const, d.main, d.match, d.let, d.while)
}
