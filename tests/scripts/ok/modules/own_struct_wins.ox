// The importer's own struct of the same name is another type.
import "./lib/own_pt" as m
struct Pt { x: int }
main {
  let mine = new Pt { x: 1 }
  let theirs = m.make(2)
  print(mine, theirs, new m.Pt { a: 3 }, typeof(mine) == typeof(theirs))
  print(m.takes(theirs))
  try { m.takes(mine)  print("no") } catch (e) { print(e["type"]) }
}
