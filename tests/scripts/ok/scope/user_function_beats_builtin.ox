// A user function always wins over a built-in.
fn len(x) { return "mine" }
fn use_it() { return len([1]) }
main {
  print(len([1, 2]), use_it())
  let typeof = fn(x) { return "custom" }
  print(typeof(1))
}
