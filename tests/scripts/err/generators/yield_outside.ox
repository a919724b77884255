// rejected: yield
main { yield 1 }
