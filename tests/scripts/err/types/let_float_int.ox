// error: Type error
main { let x: float = 5 }
