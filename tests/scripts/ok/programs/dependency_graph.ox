// Topological order of a dependency graph, with cycles reported by their path.
struct Task { name: string, deps: list<Task>, state: string }
struct Graph { tasks: dict }
fn Graph.task(g, name) {
  if !g.tasks.has(name) { g.tasks[name] = new Task { name: name, deps: [], state: "new" } }
  return g.tasks[name]
}
fn Graph.needs(g, name, deps) {
  let t = g.task(name)
  for d in deps { t.deps.push(g.task(d)) }
  return g
}
fn Graph.order(g) {
  let out = []
  let path = []
  fn visit(t) {
    if t.state == "done" { return null }
    path.push(t.name)
    if t.state == "open" {
      throw {"cycle": path[path.indexOf(t.name):]}
    }
    t.state = "open"
    for d in t.deps { visit(d) }
    t.state = "done"
    path.pop()
    out.push(t.name)
  }
  for name in g.tasks { visit(g.tasks[name]) }
  return out
}
fn Graph.levels(g) {
  let level = {}
  for name in g.order() {
    let l = 0
    for d in g.tasks[name].deps { if level[d.name] + 1 > l { l = level[d.name] + 1 } }
    level[name] = l
  }
  let out = []
  for [name, l] in level {
    while len(out) <= l { out.push([]) }
    out[l].push(name)
  }
  return out
}
fn graph() { return new Graph { tasks: {} } }
main {
  let g = graph()
  g.needs("app", ["lib", "ui"]).needs("ui", ["lib", "fonts"]).needs("lib", ["core"]).needs("docs", ["app"])
  print(g.order())
  for name in g.tasks { g.tasks[name].state = "new" }
  for [i, names] in g.levels().map(fn(l) { return [len(l), l] }) { print(i, names) }

  let bad = graph().needs("a", ["b"]).needs("b", ["c"]).needs("c", ["a"])
  try { print(bad.order()) } catch (e) { print("cycle:", e["cycle"].join(" -> ")) }
  let selfish = graph().needs("me", ["me"])
  try { print(selfish.order()) } catch (e) { print("cycle:", e["cycle"].join(" -> ")) }
  bad = null
  selfish = null
  g = null
  gc_collect()
  print(gc_stats()["cycle_freed"] >= 4)
}
