// Creating one container raises the live figure by one, releasing it restores it.
// stress: figures differ
main {
  let base = gc_stats()["live"]
  let l = [1]
  let one = gc_stats()["live"] - base
  let d = {}
  let two = gc_stats()["live"] - base
  l = null
  d = null
  print(one, two, gc_stats()["live"] - base)
}
