// error: cycle_a
import "./lib/cycle_a" as a
main { print("never") }
