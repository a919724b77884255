// A closure that removes the last name for itself while it runs.
// stress: figures differ
main {
  let f = null
  let data = ["kept"]
  f = fn() {
    let mine = data
    data = null
    f = null
    gc_collect()
    return mine[0]
  }
  print(f())
  print(gc_collect())
}
