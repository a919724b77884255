// return takes a value only from its own line.
fn f() {
  return
  5
}
fn g() { return 5 }
main { print(f(), g()) }
