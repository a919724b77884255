// error: Type error
main { for c in "abc" { print(c) } }
