// Counting words, sorting by frequency, a histogram.
fn words(text) { return regex.find_all(text.lower(), "[a-z']+") }
fn count(ws) {
  let d = {}
  for w in ws { d[w] = d.get(w, 0) + 1 }
  return d
}
fn by_count(d) {
  let buckets = {}
  for [w, n] in d {
    if !buckets.has(n) { buckets[n] = [] }
    buckets[n].push(w)
  }
  let out = []
  for n in buckets.keys().map(int).sort().reverse() {
    for w in buckets[n].sort() { out.push([w, n]) }
  }
  return out
}
main {
  let text = "The quick brown fox. The lazy dog! Don't wake the dog; the fox won't."
  let ranked = words(text) |> count |> by_count
  for [w, n] in ranked[:4] { print(w.pad_right(6) + "#" * n) }
  print(len(ranked), ranked[-1:])
}
