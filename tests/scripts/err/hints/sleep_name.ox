// error: time.sleep
main {
  let r = sleep(1)
}
