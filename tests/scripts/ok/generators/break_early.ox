// Leaving the loop early drops the rest.
fn naturals() { let n = 0  while true { yield n  n += 1 } }
main {
  let g = naturals()
  for v in g { if v > 2 { break } print(v) }
  for v in g { print("rest", v) }
  print("end")
}
