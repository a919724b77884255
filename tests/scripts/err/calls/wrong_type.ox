// error: Type error: Parameter 'n' of function 'half' expects int, but got string
fn half(n: int) { return n / 2 }
main { half("ten") }
