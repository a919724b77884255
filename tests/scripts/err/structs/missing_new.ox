// rejected: new
struct P { x: int }
main { let p = P { x: 1 } }
