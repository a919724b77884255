// An unknown type accepts nothing; a single capital letter is a type parameter.
fn f(x: Unknown) { return x }
fn g(x: T) { return x }
main {
  try { f(1)  print("no") } catch (e) { print(e["type"]) }
  print(g(1), g("s"))
}
