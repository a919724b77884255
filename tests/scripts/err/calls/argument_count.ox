// error: scale expects 1-3 arguments, got 0
fn scale(x: float, by = 2.0, label: string? = null) -> string { return "" }
main { scale() }
