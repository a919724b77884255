// rejected: 
main { print(0x) }
