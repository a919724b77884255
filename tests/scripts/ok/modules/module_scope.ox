// A module's functions see their module's names, not the importer's.
import { area } from "./lib/geom.ox"
fn scale() { return 1000 }
main { print(area(1, 1), scale()) }
