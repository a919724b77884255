// rejected: 
main { print("${1 + ") }
