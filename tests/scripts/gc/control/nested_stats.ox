// Figures inside a running loop: what a round allocates is gone in the next.
// stress: figures differ
main {
  let base = gc_stats()["live"]
  let worst = 0
  for i in 0..100 {
    let l = [[i], {"k": [i]}]
    let now = gc_stats()["live"] - base
    if now > worst { worst = now }
  }
  print(worst, gc_stats()["live"] - base)
}
