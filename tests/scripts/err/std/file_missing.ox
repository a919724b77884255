// error: 
main { file.read("/no/such/file.txt") }
