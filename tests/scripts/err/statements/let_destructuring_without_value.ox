// rejected: 
main { let [a, b] }
