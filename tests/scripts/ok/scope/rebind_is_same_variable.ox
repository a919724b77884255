// A closure made before the second let of the same scope sees the rebound variable.
main {
  let x = 1
  let get = fn() { return x }
  let x = 2
  print(get(), x)
}
