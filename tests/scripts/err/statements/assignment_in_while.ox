// rejected: ==
main { let a = 1  while (a = 0) { print(a) } }
