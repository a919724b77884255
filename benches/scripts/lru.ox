// A least-recently-used cache: a dict and a doubly linked list, whose evicted nodes form cycles.
struct Entry { key: any, value: any, before: Entry?, after: Entry? }
struct Lru { capacity: int, size: int, table: dict, head: Entry?, tail: Entry? }

fn Lru.unlink(c, e) {
  if e.before == null { c.head = e.after } else { e.before.after = e.after }
  if e.after == null { c.tail = e.before } else { e.after.before = e.before }
}

fn Lru.front(c, e) {
  e.before = null
  e.after = c.head
  if c.head == null { c.tail = e } else { c.head.before = e }
  c.head = e
}

fn Lru.get(c, key) {
  let e = c.table.get(key)
  if e == null { return null }
  c.unlink(e)
  c.front(e)
  return e.value
}

fn Lru.put(c, key, value) {
  let e = c.table.get(key)
  if e != null {
    e.value = value
    c.unlink(e)
    c.front(e)
    return null
  }
  if c.size == c.capacity {
    let old = c.tail
    c.unlink(old)
    c.table.remove(old.key)
    c.size -= 1
  }
  let fresh = new Entry { key: key, value: value, before: null, after: null }
  c.table[key] = fresh
  c.front(fresh)
  c.size += 1
}

main {
  let cache = new Lru { capacity: 100, size: 0, table: {}, head: null, tail: null }
  let hits = 0
  let seed = 1
  for i in 0..200000 {
    seed = (seed * 16807) % 2147483647
    let key = "k" + (seed % 300)
    if cache.get(key) == null { cache.put(key, i) } else { hits += 1 }
  }
  print(hits, cache.size)
}
