// match as a statement.
main {
  let v = 2
  match v {
    1 => print("one")
    2 => print("two")
    _ => print("other")
  }
}
