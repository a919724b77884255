// Listed names, renamed, over several lines.
import {
  area,
  UNIT as unit,
  hidden as h
} from "./lib/geom.ox"
main { print(area(2, 2), unit, h()) }
