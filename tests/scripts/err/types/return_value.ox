// error: Type error
fn area(r) -> float { return r * r }
main { area(2) }
