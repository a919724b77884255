// Module variables are roots.
// stress: figures differ
export let keep = []
main {
  keep.push(keep)
  print(gc_collect(), len(keep))
  keep = null
  print(gc_collect())
}
