export struct Pt implements Named { x: int }
export enum Color { Red, Green = 5 }
interface Named { fn name(self) -> string }
fn Pt.name(self) { return "pt" + self.x }
fn make(x) { return new Pt { x: x } }
