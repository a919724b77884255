// A local function and a lambda in a variable call themselves.
main {
  fn fact(n) { if n < 2 { return 1 } return n * fact(n - 1) }
  let fib = fn(n) { if n < 2 { return n } return fib(n - 1) + fib(n - 2) }
  print(fact(10), fib(15))
}
