// error: Type error
main { print([1] < [2]) }
