// error: reverse
main {
  let r = array.revers([1])
}
