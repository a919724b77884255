// Types can be imported by name like everything else, and get the name they are given here.
import { Color, Pt, make } from "./lib/kinds"
import { Color as Paint, Pt as Point, Named as Called } from "./lib/kinds"
struct Dog implements Called { age: int }
fn Dog.name(self) { return "dog" }
fn show(c: Paint, n: Called, p: Point?) -> string { return f"{c} {n.name()} {p}" }
main {
  print(Color.Green, Paint.Red, new Pt { x: 1 }, new Point { x: 2 }, Pt.name(make(3)), Point.name(make(4)))
  print(show(Color.Red, new Dog { age: 3 }, null), show(Paint.Green, make(1), new Pt { x: 2 }))
}
