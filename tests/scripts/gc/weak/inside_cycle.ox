// A weak back link makes no cycle: parent and child die by counting.
// stress: figures differ
struct T { name: string, kids: list, parent: any }
main {
  let before = gc_stats()["live"]
  let root = new T { name: "root", kids: [], parent: null }
  root.kids.push(new T { name: "kid", kids: [], parent: weak(root) })
  print(root.kids[0].parent.get().name)
  let kid = root.kids[0]
  root = null
  print(kid.parent.alive(), kid.name)
  kid = null
  print(gc_collect(), gc_stats()["live"] - before)
}
