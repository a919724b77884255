// error: Undefined variable: counter
main { print(counter) }
