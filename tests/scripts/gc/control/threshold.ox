// The threshold is read and set; setting returns the old one.
// stress: figures differ
main {
  let old = gc_threshold()
  print(old >= 1, gc_threshold(500) == old, gc_threshold(), gc_stats()["threshold"])
  for n in [0, -1] { try { gc_threshold(n)  print("no") } catch (e) { print("raised") } }
}
