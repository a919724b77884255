// The usual leak: a subject holds callbacks that capture the subject.
// stress: figures differ
struct Subject { callbacks: list, seen: int }
fn Subject.on(s, f) { s.callbacks.push(f) }
fn Subject.fire(s) { for f in s.callbacks { f() } }
fn make() {
  let s = null
  s = new Subject { callbacks: [], seen: 0 }
  s.on(fn() { s.seen += 1 })
  s.on(fn() { s.seen += 10 })
  s.fire()
  return s.seen
}
main { print(make(), gc_collect()) }
