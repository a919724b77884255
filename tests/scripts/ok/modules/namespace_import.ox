// import "path" as n: functions, variables, enums, structs, methods through the namespace.
import "./lib/geom.ox" as g
main {
  print(g.area(2, 3), g.UNIT, g.Axis.Y, g.hidden())
  let p = new g.Pt { x: 1, y: 2 }
  print(p, g.Pt.sum(p), p.sum(), typeof(p), typeof(g))
  let q: g.Pt = p
  print(q == p)
}
