// error: Unknown array function: map
main { array.map([1], fn(x) { return x }) }
