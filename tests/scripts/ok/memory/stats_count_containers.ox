// `gc_stats` counts lists, dicts, structs, closures, shared variables and generators, and nothing else.
struct S { v: any }
fn S.drop(self) { null }
fn g() { yield 1 }
main {
  let n = 1
  let before = gc_stats()
  let text = "a string that is not stored in place, " + n
  let w = weak(before)
  print(gc_stats().live - before.live)
  let kept = [{}, new S { v: [] }, g(), fn() { return n }]
  let after = gc_stats()
  // The list, the dict, the struct with its list, the generator, the closure.
  print(after.live - before.live - 1, after.finalized - before.finalized)
  kept = null
  let last = gc_stats()
  print(last.live - after.live + 5, last.finalized - before.finalized)
  print(last.live == last.allocated - last.freed)
}
