// error: missing
import "./lib/missing" as m
main { print("never") }
