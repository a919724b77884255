// rejected: null
main { let null = 1 }
