// rejected: polyglot
main {
  let x = <<python
    1 + 1
  >>
}
