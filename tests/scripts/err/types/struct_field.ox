// error: Type error
struct P { x: int }
main { new P { x: "one" } }
