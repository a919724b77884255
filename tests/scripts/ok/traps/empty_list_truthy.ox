// Empty lists and dicts are true; test the length.
main {
  let xs = []
  if xs { print("truthy") }
  if len(xs) > 0 { print("no") } else { print("empty") }
}
