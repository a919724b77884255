// Functions, parameters and loop variables named by contextual keywords.
fn from(x) { return "from " + x }
fn default(config) { return config * 2 }
main {
  for in in [1, 2] { print(in) }
  let as = from("here")
  let method = fn(init) { return init }
  print(as, default(21), method("m"))
  let import = [1]
  import.push(2)
  print(import)
}
