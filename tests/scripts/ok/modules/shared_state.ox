// Each file is loaded once and all importers share its state.
import "./lib/state" as s
import { other_bump } from "./lib/other"
import { total, bump } from "./lib/state.ox"
main {
  print(s.bump(), other_bump(), bump(), total(), s.n)
  print(s.via_geom())
}
