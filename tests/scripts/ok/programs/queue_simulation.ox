// A discrete event simulation: a binary heap, seeded random numbers, customers, statistics.
struct Event { at: int, seq: int, name: string, act: function }
struct Queue { heap: list, seq: int }
struct Rng { state: int }

fn Rng.next(self, n: int) -> int {
  self.state = (self.state * 1103515245 + 12345) % 2147483648
  return int(self.state / 65536) % n
}
fn before(a: Event, b: Event) -> bool { return a.at < b.at || (a.at == b.at && a.seq < b.seq) }
fn Queue.push(self, at: int, name: string, act) {
  let h = self.heap
  h.push(new Event { at: at, seq: self.seq, name: name, act: act })
  self.seq += 1
  let i = len(h) - 1
  while i > 0 {
    let up = int((i - 1) / 2)
    if !before(h[i], h[up]) break
    let t = h[i]  h[i] = h[up]  h[up] = t
    i = up
  }
}
fn Queue.pop(self) {
  let h = self.heap
  let first = h[0]
  let last = h.pop()
  if len(h) > 0 {
    h[0] = last
    let i = 0
    while true {
      let l = 2 * i + 1
      let r = l + 1
      let least = i
      if l < len(h) && before(h[l], h[least]) { least = l }
      if r < len(h) && before(h[r], h[least]) { least = r }
      if least == i { break }
      let t = h[i]  h[i] = h[least]  h[least] = t
      i = least
    }
  }
  return first
}
fn Queue.events(self) { while len(self.heap) > 0 { yield self.pop() } }

fn simulate(seed: int, customers: int, tellers: int) {
  let q = new Queue { heap: [], seq: 0 }
  let rng = new Rng { state: seed }
  let free = tellers
  let line = []
  let now = 0
  let stats = {"served": 0, "waited": 0, "longest": 0, "max_line": 0}
  let leave = null
  let serve = fn(c) {
    free -= 1
    let waited = now - c.arrived
    stats["waited"] += waited
    if waited > stats.longest { stats["longest"] = waited }
    q.push(now + 3 + rng.next(5), "leave " + c.id, fn() { leave(c) })
  }
  leave = fn(c) {
    free += 1
    stats["served"] += 1
    if len(line) > 0 { serve(line.shift()) }
  }
  let arrive = fn(id) {
    let c = {"id": id, "arrived": now}
    if free > 0 { serve(c) } else { line.push(c) }
    if len(line) > stats.max_line { stats["max_line"] = len(line) }
  }
  let at = 0
  for id in 1..=customers {
    at += rng.next(4)
    q.push(at, f"arrive {id}", fn() { arrive(id) })
  }
  let trace = []
  for event in q.events() {
    if event.at < now { throw "time runs backwards" }
    now = event.at
    trace.push(f"{now}:{event.name}")
    let act = event.act
    act()
  }
  stats["end"] = now
  return [stats, trace]
}

main {
  let [stats, trace] = simulate(42, 8, 2)
  print(trace.take(6))
  print(stats)
  let again = simulate(42, 8, 2)
  print(again[0] == stats, again[1] == trace)
  for tellers in 1..=3 {
    let [s] = simulate(7, 200, tellers)
    print(tellers, s.served, s.longest > 0, s.waited >= 0)
  }
  print(gc_collect() >= 0)
}
