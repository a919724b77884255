// A type imported under another name is the same type, and checks like it.
import { Color as Paint, Pt as Point } from "./lib/kinds"
fn want(p: Point, c: Paint) { return [p.x, c] }
main {
  print(want(new Pt { x: 1 }, 5), match 5 { Paint.Green => "green", _ => "?" })
  try { want(5, 5) } catch (e) { print(e.message) }
  try { want(new Point { x: 1 }, true) } catch (e) { print(e.message) }
  try { print(Paint) } catch (e) { print(e.type) }
  try { Paint.Blue } catch (e) { print(e.message) }
}
