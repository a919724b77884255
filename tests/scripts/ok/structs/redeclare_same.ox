// The same fields again are harmless.
struct P { x: int }
struct P { x: int }
main { print(new P { x: 1 }) }
