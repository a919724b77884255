// rejected: 
main { match 1 { } }
