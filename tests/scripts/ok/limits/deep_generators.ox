// Generators nested a few hundred deep.
fn nest(n) { if n == 0 { yield "bottom" } else { for v in nest(n - 1) { yield v } } }
main { for v in nest(300) { print(v) } }
