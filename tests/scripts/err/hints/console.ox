// error: print
main {
  let r = Console.log("x")
}
