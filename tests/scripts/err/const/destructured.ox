// rejected: a
main {
  const [a, b] = [1, 2]
  a = 3
}
