// Parent links make a tree cyclic: three structs and their three lists.
// stress: figures differ
struct Tree { name: string, kids: list<Tree>, parent: Tree? }
fn make() {
  let root = new Tree { name: "root", kids: [], parent: null }
  for n in ["left", "right"] { root.kids.push(new Tree { name: n, kids: [], parent: root }) }
}
main { make()  print(gc_collect()) }
