// rejected: 
main { print("${}") }
