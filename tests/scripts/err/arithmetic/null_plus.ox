// error: Type error
main { print(null + 1) }
