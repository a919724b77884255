// Allocation and release of acyclic structures.
struct Tree { left: Tree?, right: Tree? }

fn build(depth) {
  if depth == 0 { return new Tree { left: null, right: null } }
  return new Tree { left: build(depth - 1), right: build(depth - 1) }
}

fn count(tree) {
  if tree.left == null { return 1 }
  return 1 + count(tree.left) + count(tree.right)
}

main {
  let total = 0
  for i in 0..20 { total += count(build(14)) }
  print(total)
}
