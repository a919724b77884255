// Trees whose nodes know their parent: every tree is a cycle for the collector.
struct Tree { parent: Tree?, left: Tree?, right: Tree? }

fn build(parent, depth) {
  let node = new Tree { parent: parent, left: null, right: null }
  if depth > 0 {
    node.left = build(node, depth - 1)
    node.right = build(node, depth - 1)
  }
  return node
}

fn count(tree) {
  if tree.left == null { return 1 }
  return 1 + count(tree.left) + count(tree.right)
}

main {
  let total = 0
  for i in 0..20 { total += count(build(null, 14)) }
  print(total)
}
