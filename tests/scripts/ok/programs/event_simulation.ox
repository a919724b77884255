// A queue of customers at two counters: events in a priority queue kept as a binary heap.
struct Event { at: int, kind: string, who: int }
struct Heap { items: list<Event> }
fn Heap.push(h, e) {
  h.items.push(e)
  let i = len(h.items) - 1
  while i > 0 {
    let parent = int((i - 1) / 2)
    if before(h.items[parent], h.items[i]) { return null }
    let t = h.items[parent]
    h.items[parent] = h.items[i]
    h.items[i] = t
    i = parent
  }
}
fn Heap.pop(h) {
  let top = h.items[0]
  let last = h.items.pop()
  if len(h.items) > 0 {
    h.items[0] = last
    h.sink(0)
  }
  return top
}
fn Heap.sink(h, start) {
  let i = start
  while true {
    let least = i
    for child in [2 * i + 1, 2 * i + 2] {
      if child < len(h.items) && before(h.items[child], h.items[least]) { least = child }
    }
    if least == i { return null }
    let t = h.items[least]
    h.items[least] = h.items[i]
    h.items[i] = t
    i = least
  }
}
fn before(a, b) {
  if a.at != b.at { return a.at < b.at }
  return a.who < b.who
}
struct Shop { free: int, queue: list<int>, served: int, waited: int, arrived: dict }
fn Shop.start(s, events, now, who) {
  s.free -= 1
  let wait = now - s.arrived[who]
  s.waited += wait
  print(f"t={now} customer {who} is served after {wait}")
  events.push(new Event { at: now + 4 + who % 3, kind: "done", who: who })
}
fn Shop.handle(s, events, e) {
  match e.kind {
    "arrive" => s.arrive(events, e)
    "done" => s.done(events, e)
  }
}
fn Shop.arrive(s, events, e) {
  s.arrived[e.who] = e.at
  if s.free > 0 { s.start(events, e.at, e.who) } else { s.queue.push(e.who) }
}
fn Shop.done(s, events, e) {
  s.free += 1
  s.served += 1
  if !s.queue.isEmpty() { s.start(events, e.at, s.queue.shift()) }
}
main {
  let events = new Heap { items: [] }
  for who in [5, 3, 0, 4, 1, 2] { events.push(new Event { at: who * 2, kind: "arrive", who: who }) }
  let shop = new Shop { free: 2, queue: [], served: 0, waited: 0, arrived: {} }
  let last = 0
  while len(events.items) > 0 {
    let e = events.pop()
    last = e.at
    shop.handle(events, e)
  }
  print("served", shop.served, "waited", shop.waited, "until", last)
}
