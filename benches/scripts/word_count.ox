// Dict reads and writes with string keys.
main {
  let words = []
  let seed = 42
  for i in 0..200000 {
    seed = (seed * 16807) % 2147483647
    words.push("w" + (seed % 5000))
  }
  let counts = {}
  for w in words { counts[w] = counts.get(w, 0) + 1 }
  let best = 0
  for [w, n] in counts { if n > best { best = n } }
  print(counts.size(), best)
}
