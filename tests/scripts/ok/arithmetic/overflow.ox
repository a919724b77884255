// Overflow raises a math error.
main {
  let max = 9223372036854775807
  let min = -max - 1
  for f in [fn() { return max + 1 }, fn() { return min - 1 }, fn() { return max * 2 }, fn() { return -min }, fn() { return max * max }] {
    try { f()  print("no") } catch (e) { print(e["type"], e.message.startsWith("Math error"), e.message.contains("Integer overflow")) }
  }
}
