// rejected: 
import "./lib/broken" as b
main { print("never") }
