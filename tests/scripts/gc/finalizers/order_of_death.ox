// Finalized in the order of death: owner before owned, statement by statement.
struct R { name: string, held: any }
fn R.drop(r) { print("drop " + r.name) }
main {
  let a = new R { name: "1", held: null }
  let b = new R { name: "2", held: null }
  b = null
  a = null
  let outer = new R { name: "outer", held: new R { name: "inner", held: null } }
  outer = null
  print("end")
}
