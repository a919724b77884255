// rejected: 
main { enum E { A } print(E.A) }
