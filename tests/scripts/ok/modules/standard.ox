// All standard modules are visible without use; use binds them, also under another name.
use array as arr
use json
main {
  let a = arr.push([1], 2)
  print(a, json.stringify(a), math.floor(2.9), string.upper("x"), typeof(regex))
}
