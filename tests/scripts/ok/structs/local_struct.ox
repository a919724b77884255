// A struct declared inside a block is known in its module once declared.
fn mk() { return new Inner { v: 5 } }
main {
  try { mk()  print("no") } catch (e) { print("not yet") }
  if true { struct Inner { v: int } }
  print(mk())
}
