// Cooperative tasks as generators, a pipeline of generators, an LRU cache, a state machine, and graph algorithms.
struct Task { name: string, steps: any, wake: int }
struct Lru { size: int, data: dict, hits: int, misses: int }
struct Machine { state: string, table: dict, trace: list }
struct Graph { edges: dict }

fn worker(name, n, log) {
  try {
    for i in 1..=n { log.push(f"{name}{i}") yield i }
  } catch (e) { } finally { log.push(name + " done") }
}
fn chunks(list, size) {
  let chunk = []
  for x in list {
    chunk.push(x)
    if len(chunk) == size { yield chunk  chunk = [] }
  }
  if len(chunk) > 0 { yield chunk }
}
fn mapped(source, f) { for x in source { yield f(x) } }
fn filtered(source, f) { for x in source { if f(x) { yield x } } }
fn limited(source, n) {
  if n <= 0 { return }
  for x in source { yield x  n -= 1  if n == 0 { return } }
}
fn count_from(n) { while true { yield n  n += 1 } }
fn listed(source) { let out = [] for x in source { out.push(x) } return out }
fn interleave(tasks) {
  // A generator cannot be resumed by hand, so each step takes one value from a shared tape.
  let tapes = tasks.map(listed)
  let i = 0
  while tapes.any(fn(t) { return len(t) > i }) {
    for t in tapes { if i < len(t) { yield t[i] } }
    i += 1
  }
}

fn Lru.get(self, key, make) {
  if key in self.data {
    let v = self.data[key]
    self.data.remove(key)
    self.data[key] = v
    self.hits += 1
    return v
  }
  self.misses += 1
  let v = make(key)
  self.data[key] = v
  if self.data.size() > self.size { self.data.remove(self.data.keys()[0]) }
  return v
}

fn Machine.send(self, event) {
  let next = self.table.get(self.state)?.get(event)
  if next == null { throw f"no {event} in {self.state}" }
  self.trace.push(f"{self.state}-{event}->{next}")
  self.state = next
  return self
}

fn Graph.add(self, a, b, w) {
  for n in [a, b] { if !self.edges.has(n) { self.edges[n] = {} } }
  self.edges[a][b] = w
  self.edges[b][a] = w
}
fn Graph.bfs(self, start) {
  let seen = {start: true}
  let queue = [start]
  while len(queue) > 0 {
    let n = queue.shift()
    yield n
    for m in array.sort(self.edges[n].keys()) { if m not in seen { seen[m] = true queue.push(m) } }
  }
}
fn Graph.shortest(self, from, to) {
  let dist = {from: 0}
  let back = {}
  let done = {}
  while true {
    let best = null
    for [n, d] in dist { if n not in done && (best == null || d < dist[best]) { best = n } }
    if best == null { return null }
    if best == to { break }
    done[best] = true
    for [m, w] in self.edges[best] {
      let d = dist[best] + w
      if m not in dist || d < dist[m] { dist[m] = d back[m] = best }
    }
  }
  let path = [to]
  while path[0] != from { path.unshift(back[path[0]]) }
  return [dist[to], path.join(">")]
}
fn components(graph) {
  let seen = {}
  let out = []
  for n in graph.edges {
    if n in seen { continue }
    let part = listed(graph.bfs(n))
    for m in part { seen[m] = true }
    out.push(part)
  }
  return out
}
fn topological(deps) {
  let state = {}
  let order = []
  let visit = null
  visit = fn(n, path) {
    match state.get(n) {
      "done" => null
      "open" => fail("cycle: " + (path + [n]).join(" -> "))
      _ => (fn() {
        state[n] = "open"
        for m in deps.get(n, []) { visit(m, path + [n]) }
        state[n] = "done"
        order.push(n)
      })()
    }
  }
  for n in deps { visit(n, []) }
  return order
}
fn fail(text) { throw text }

main {
  let log = []
  print(listed(interleave([worker("a", 2, log), worker("b", 3, log)])), log)
  let evens = count_from(1) |> mapped(fn(x) { x * x }) |> filtered(fn(x) { x % 2 == 0 }) |> limited(4)
  print(listed(evens), listed(evens), listed(chunks(range(7), 3)))
  let cache = new Lru { size: 2, data: {}, hits: 0, misses: 0 }
  for k in ["x", "y", "x", "z", "y", "x"] { cache.get(k, fn(key) { key.upper() }) }
  print(cache.data, cache.hits, cache.misses)
  let door = new Machine { state: "closed", table: {"closed": {"open": "opened", "lock": "locked"}, "opened": {"close": "closed"}, "locked": {"unlock": "closed"}}, trace: [] }
  try { door.send("open").send("close").send("lock").send("open") } catch (e) { print(e, door.trace) }
  let g = new Graph { edges: {} }
  for [a, b, w] in [["A", "B", 4], ["A", "C", 1], ["C", "B", 2], ["B", "D", 5], ["C", "D", 8], ["X", "Y", 1]] { g.add(a, b, w) }
  print(listed(g.bfs("A")), g.shortest("A", "D"), g.shortest("A", "X"), components(g))
  print(topological({"app": ["db", "ui"], "ui": ["core"], "db": ["core"], "core": []}))
  try { topological({"a": ["b"], "b": ["c"], "c": ["a"]}) } catch (e) { print(e) }
}
