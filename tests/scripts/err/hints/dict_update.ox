// error: merge
main {
  let r = {"a": 1}.update({})
}
