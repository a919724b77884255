// A standard module's name can be a variable or a parameter.
fn f(math) { return math + 1 }
main {
  let json = "text"
  print(json, f(1))
  print(math.floor(1.5))
}
