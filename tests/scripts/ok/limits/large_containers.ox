// A hundred thousand elements and keys.
main {
  let xs = []
  let d = {}
  for i in 0..100000 { xs.push(i)  d["k" + i] = i }
  let sum = 0
  for x in xs { sum += x }
  print(len(xs), len(d), sum, d["k99999"], xs == copy(xs))
}
