// A state machine for a small text adventure: rooms, items, commands from a list.
enum State { Playing, Won, Lost }
struct Room { name: string, exits: dict, items: list }
struct Game { here: Room?, bag: list, state: State, turns: int, lamp: bool }
export let GAME = null
fn room(name, items) { return new Room { name: name, exits: {}, items: items } }
fn connect(a, dir, b, back) {
  a.exits[dir] = b
  b.exits[back] = a
}
fn build() {
  let hall = room("hall", ["lamp"])
  let cellar = room("cellar", ["coin"])
  let garden = room("garden", [])
  connect(hall, "down", cellar, "up")
  connect(hall, "east", garden, "west")
  return new Game { here: hall, bag: [], state: State.Playing, turns: 0, lamp: false }
}
fn Game.describe(g) {
  let exits = g.here.exits.keys().sort().join(", ")
  let items = if g.here.items.isEmpty() { "nothing" } else { g.here.items.join(", ") }
  return f"You are in the {g.here.name}. Exits: {exits}. You see {items}."
}
fn Game.go(g, dir) {
  let next = g.here.exits.get(dir)
  if next == null { return "You cannot go " + dir + "." }
  if next.name == "cellar" && !g.lamp {
    g.state = State.Lost
    return "It is dark. You fall."
  }
  g.here = next
  return g.describe()
}
fn Game.take(g, item) {
  let i = g.here.items.indexOf(item)
  if i < 0 { return "There is no " + item + " here." }
  g.here.items.remove(i)
  g.bag.push(item)
  return "Taken: " + item + "."
}
fn Game.use_item(g, item) {
  if !(item in g.bag) { return "You have no " + item + "." }
  return match item {
    "lamp" => g.light()
    "coin" if g.here.name == "garden" => g.win()
    _ => "Nothing happens."
  }
}
fn Game.light(g) { g.lamp = true  return "The lamp burns." }
fn Game.win(g) { g.state = State.Won  return "You throw the coin into the well. You win." }
fn Game.run(g, line) {
  g.turns += 1
  let words = line.trim().lower().split(" ")
  return match words {
    ["look"] => g.describe()
    ["go", dir] => g.go(dir)
    ["take", item] => g.take(item)
    ["use", item] => g.use_item(item)
    ["inventory"] => if len(g.bag) > 0 { "You carry " + g.bag.join(" and ") + "." } else { "You carry nothing." }
    [verb] => "What do you want to " + verb + "?"
    _ => "I do not understand \"" + line + "\"."
  }
}
fn play(script) {
  let g = build()
  for line in script {
    print("> " + line)
    print(g.run(line))
    if g.state != State.Playing { break }
  }
  print(match g.state { State.Won => "WON", State.Lost => "LOST", _ => "STILL PLAYING" }, "in", g.turns, "turns")
}
main {
  play(["look", "go north", "take lamp", "take sword", "inventory", "use lamp", "go down", "take coin", "go up", "GO EAST", "use coin", "look"])
  play(["go down", "look"])
  play(["jump", "open the door", "inventory", "use lamp"])
  gc_collect()
  print(gc_stats()["cycle_freed"] > 0)
}
