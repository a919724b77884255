// A file module bound to a standard module's name shadows it.
import * as math from "./lib/math2.ox"
main { print(math.floor(1.5)) }
