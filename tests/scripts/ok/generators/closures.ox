// A generator's variables can be captured and outlive a step.
fn g() { let n = 0  while n < 3 { n += 1  yield fn() { return n } } }
main {
  let fs = []
  for f in g() { fs.push(f) }
  print(fs[0](), fs[2]())
}
