// rejected: 
main { 5 = 1 }
