// rejected: 
main { let größe = 1 }
