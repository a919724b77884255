// error: stringify
main {
  let r = json.dumps(1)
}
