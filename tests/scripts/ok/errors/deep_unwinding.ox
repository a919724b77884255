// An error through thousands of frames, caught far outside, many times.
fn down(n) { if n == 0 { throw "bottom" } return down(n - 1) + 1 }
main {
  let n = 0
  for i in 0..20 { try { down(5000) } catch (e) { if e == "bottom" { n += 1 } } }
  print(n)
}
