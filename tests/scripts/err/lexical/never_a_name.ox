// rejected: while
main { let while = 1 }
