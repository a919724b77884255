// rejected: Drawable
struct Circle implements Drawable { r: float }
main { print("never") }
