// error: y
struct P { x: int, y: int }
main { let p = new P { x: 1 } }
