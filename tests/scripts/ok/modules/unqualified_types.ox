// Loading a module makes its struct and enum names usable unqualified.
import { area } from "./lib/geom.ox"
main {
  let p = new Pt { x: 4, y: 5 }
  print(p, Pt.sum(p), Axis.X)
}
