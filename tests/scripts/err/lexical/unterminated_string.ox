// rejected: string
main {
  print("never closed)
}
