// error: Division by zero
import "./lib/raises" as r
main { print("never") }
