// error: import
main {
  let r = require("x")
}
