// error: create_dir
main {
  let r = file.mkdir("x")
}
