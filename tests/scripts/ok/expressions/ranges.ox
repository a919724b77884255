// Bounds are truncated; a start past the end is empty.
main {
  print(len(0..5), len(0..=5), len(5..0), len(5..=4), 1.9..3.9, typeof(0..1))
  let n = 4
  print(0..n - 1, 0..n == 0..4)
  for x in [fn() { return "a"..3 }, fn() { return 1..null }] { try { x()  print("no") } catch (e) { print("raised") } }
}
