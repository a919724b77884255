// error: null
main { print(None) }
