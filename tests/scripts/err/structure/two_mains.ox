// rejected: main
main { print(1) }
main { print(2) }
