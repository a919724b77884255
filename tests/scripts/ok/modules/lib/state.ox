// Shared state: loaded once, whoever imports it.
use geom
export let n = start()
fn start() { print("state loaded")  return 100 }
export fn bump() { n += 1  return n }
export fn total() { return n }
export fn via_geom() { return geom.area(2, 2) }
