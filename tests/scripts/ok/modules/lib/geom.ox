// A module with functions, a struct, an enum, exported variables and its own main, which is skipped.
export const UNIT = 10
export let calls = 0
export struct Pt { x: int, y: int }
export enum Axis { X, Y = 5 }
export fn area(w, h) { calls += 1  return w * h * scale() }
fn scale() { return 1 }
fn Pt.sum(p) { return p.x + p.y }
fn hidden() { return "not hidden" }
export default "geometry"
main { print("never run") }
