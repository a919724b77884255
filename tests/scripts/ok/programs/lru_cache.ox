// A least-recently-used cache: a dict and a doubly linked list with weak back links.
struct Entry { key: string, value: any, next: any, prev: any }
struct Lru { size: int, map: dict, head: any, tail: any, hits: int, misses: int }
fn lru(size) { return new Lru { size: size, map: {}, head: null, tail: null, hits: 0, misses: 0 } }
fn back(e) { return if e == null { null } else { e.prev?.get() } }
fn Lru.unlink(c, e) {
  let p = back(e)
  let n = e.next
  if p == null { c.head = n } else { p.next = n }
  if n == null { c.tail = if p == null { null } else { weak(p) } } else { n.prev = if p == null { null } else { weak(p) } }
  e.next = null
  e.prev = null
}
fn Lru.front(c, e) {
  e.next = c.head
  e.prev = null
  if c.head != null { c.head.prev = weak(e) } else { c.tail = weak(e) }
  c.head = e
}
fn Lru.get(c, key) {
  if !c.map.has(key) {
    c.misses += 1
    return null
  }
  c.hits += 1
  let e = c.map[key]
  c.unlink(e)
  c.front(e)
  return e.value
}
fn Lru.put(c, key, value) {
  if c.map.has(key) {
    let e = c.map[key]
    e.value = value
    c.unlink(e)
    c.front(e)
    return null
  }
  if len(c.map) >= c.size {
    let old = c.tail.get()
    c.unlink(old)
    c.map.remove(old.key)
    print("evict", old.key)
  }
  let e = new Entry { key: key, value: value, next: null, prev: null }
  c.front(e)
  c.map[key] = e
}
fn Lru.keys(c) {
  let out = []
  let e = c.head
  while e != null { out.push(e.key)  e = e.next }
  return out
}
main {
  let live = gc_stats()["live"]
  let c = lru(3)
  for [k, v] in {"a": 1, "b": 2, "c": 3} { c.put(k, v) }
  print(c.keys())
  print(c.get("a"), c.keys())
  c.put("d", 4)
  print(c.keys(), c.get("b"))
  c.put("c", 33)
  print(c.keys(), c.get("c"), c.tail.get().key)
  for i in 0..10 { c.put("k" + i % 4, i) }
  print(c.keys(), c.hits, c.misses)
  c = null
  print(gc_collect(), gc_stats()["live"] - live)
}
