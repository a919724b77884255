// The example of the language definition: all kinds of items in one file.
use json
struct Pt implements Shown { x: int, y: int }
enum Dir { Up, Down = 5, Left }
interface Shown { fn show() -> string }
fn Pt.show(p) -> string { return f"<{p.x},{p.y}>" }
export let LIMIT = 10
main {
  print(Pt.show(new Pt { x: 1, y: 2 }))
  print(Dir.Up, Dir.Down, Dir.Left, LIMIT, json.stringify([1, null]))
}
