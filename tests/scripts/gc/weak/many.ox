// Many weak references to one object die together.
main {
  let t = {"k": 1}
  let ws = []
  for i in 0..1000 { ws.push(weak(t)) }
  print(ws.all(fn(w) { return w.alive() }))
  t = null
  print(ws.any(fn(w) { return w.alive() }))
}
