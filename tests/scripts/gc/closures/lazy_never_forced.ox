// A lazy value whose initialiser captures its owner, never asked for.
// stress: figures differ
struct Lazy { init: any, value: any }
fn Lazy.get(l) { l.value ??= l.init()  return l.value }
struct Owner { lazy: any }
fn make(force) {
  let o = null
  o = new Owner { lazy: new Lazy { init: fn() { return [o] }, value: null } }
  if force { o.lazy.get() }
}
main {
  make(false)
  print(gc_collect())
  make(true)
  print(gc_collect())
}
