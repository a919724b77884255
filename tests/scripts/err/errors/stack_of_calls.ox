// error: Division by zero
fn third(n) { return n / 0 }
fn second(n) { return third(n) + 1 }
fn first(n) { return second(n) + 1 }
main {
  print("start")
  print(first(1))
}
