// The figures of gc_stats fit together.
// stress: figures differ
fn loop_() { let l = []  l.push(l) }
main {
  let s = gc_stats()
  for k in ["live", "allocated", "freed", "collections", "cycle_freed", "finalized", "threshold", "enabled"] { if !(k in s) { print("missing", k) } }
  loop_()
  gc_collect()
  let t = gc_stats()
  print(t["collections"] - s["collections"], t["cycle_freed"] - s["cycle_freed"])
  print(t["allocated"] > s["allocated"], t["freed"] > s["freed"], t["live"] == t["allocated"] - t["freed"])
}
