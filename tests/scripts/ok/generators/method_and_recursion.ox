// A method as a generator, and yield inside while, if and match.
struct Tree { v: int, kids: list }
fn Tree.walk(t, depth = 0) {
  yield "-" * depth + t.v
  for k in t.kids { for line in k.walk(depth + 1) { yield line } }
}
main {
  let t = new Tree { v: 1, kids: [new Tree { v: 2, kids: [new Tree { v: 3, kids: [] }] }, new Tree { v: 4, kids: [] }] }
  for line in t.walk() { print(line) }
}
