// Publish and subscribe with unsubscribing closures, weak listeners and re-entrant events.
struct Emitter { handlers: dict, next_id: int }
fn emitter() { return new Emitter { handlers: {}, next_id: 0 } }
fn Emitter.on(e, event, f) {
  if !e.handlers.has(event) { e.handlers[event] = {} }
  let id = e.next_id
  e.next_id += 1
  e.handlers[event][id] = f
  return fn() { e.handlers[event].remove(id) }
}
fn Emitter.once(e, event, f) {
  let off = null
  off = e.on(event, fn(v) { off()  f(v) })
  return off
}
fn Emitter.emit(e, event, v) {
  let n = 0
  for f in e.handlers.get(event, {}).values() { f(v)  n += 1 }
  return n
}
struct Widget { name: string, seen: list }
fn Widget.drop(w) { print("widget", w.name, "gone") }
fn attach(e, w) {
  let r = weak(w)
  let off = null
  off = e.on("tick", fn(v) {
    let target = r.get()
    if target == null { off() } else { target.seen.push(v) }
  })
}
main {
  let e = emitter()
  let log = []
  let off = e.on("tick", fn(v) { log.push("a" + v) })
  e.once("tick", fn(v) { log.push("once" + v)  e.emit("nested", v) })
  e.on("nested", fn(v) { log.push("nested" + v) })
  print(e.emit("tick", 1), e.emit("tick", 2), log)
  off()
  print(e.emit("tick", 3), e.emit("unknown", 0), log.length())
  let w = new Widget { name: "w1", seen: [] }
  attach(e, w)
  e.emit("tick", 4)
  print(w.seen)
  w = null
  print(e.emit("tick", 5), e.emit("tick", 6))
}
