// error: nothing
import { nothing } from "./lib/raises2"
main { print("never") }
