// Stages: a generator and its loop.
fn upto(n) { let i = 0  while i < n { yield i  i += 1 } }
main { for v in upto(3) { if v == 1 { continue } print(v) } }
