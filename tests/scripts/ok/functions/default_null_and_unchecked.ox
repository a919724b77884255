// An explicit null is an argument; a default's value is not checked.
fn f(a: int = "text", b = 1) { return [a, b] }
main { print(f(), f(1, null)) }
