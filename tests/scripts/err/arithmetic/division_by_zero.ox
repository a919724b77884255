// error: Division by zero
fn avg(total, n) { return total / n }
main {
  print("before")
  avg(10, 0)
}
