// error: true
main { let x = True }
