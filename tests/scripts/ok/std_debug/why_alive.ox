// debug.why_alive: the shortest way of references to an object from a variable, a line for each object
// stress: figures differ
struct Node { name: string, peer: any }
struct Button { label: string, on_click: any }
export let registry = {"users": []}

fn keep(node) { registry["users"].push(node) }

fn show(title, lines) {
  print(title)
  for line in lines { print("  " + line) }
}

fn handler(button) { return fn() { return button } }

fn numbers(seed) {
  yield 1
  yield seed
}

main {
  let a = new Node { name: "a", peer: null }
  show("a local variable", debug.why_alive(a))

  let w = weak(new Node { name: "gone", peer: null })
  show("a dead one", debug.why_alive(w))

  {
    let hidden = new Node { name: "hidden", peer: null }
    keep(hidden)
    w = weak(hidden)
  }
  show("an exported variable", debug.why_alive(w))

  let button = new Button { label: "ok", on_click: null }
  button.on_click = handler(button)
  show("a field", debug.why_alive(weak(button.on_click)))

  let shared = [1]
  let f = fn() { return shared }
  show("a captured variable", debug.why_alive(shared))

  let inner = [2]
  let g = fn() { return inner }
  w = weak(inner)
  inner = g
  show("now held by nothing but the past", debug.why_alive(w))

  let seed = {"k": []}
  let running = numbers(seed)
  w = weak(seed)
  seed = null
  show("an argument of a generator", debug.why_alive(w))

  a.peer = new Node { name: "b", peer: a }
  w = weak(a.peer)
  a = null
  show("a cycle that nothing holds", debug.why_alive(w))
  print(w.alive(), gc_collect(), w.alive())
}
