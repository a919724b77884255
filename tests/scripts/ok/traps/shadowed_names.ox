// Names of built-ins and modules as variables and parameters.
use string
fn f(func, config, data, type) { return "${func}${config}${data}${type}" }
main {
  let len = 3
  let copy = "c"
  let csv = "v"
  let path = "p"
  let r = [1]
  print(string(r[0]) + string.upper("x"), len, copy, csv, path, f(1, 2, 3, 4))
  print(len([1, 2, 3, 4]))
}
