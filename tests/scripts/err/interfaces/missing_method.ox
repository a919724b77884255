// rejected: area
interface Shape { fn area() -> float }
struct Circle implements Shape { r: float }
main { print("never") }
