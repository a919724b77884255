class Tree {
  constructor(parent) { this.parent = parent; this.left = null; this.right = null; }
}
function build(parent, depth) {
  const node = new Tree(parent);
  if (depth > 0) {
    node.left = build(node, depth - 1);
    node.right = build(node, depth - 1);
  }
  return node;
}
function count(tree) {
  if (tree.left === null) return 1;
  return 1 + count(tree.left) + count(tree.right);
}
function main() {
  let total = 0;
  for (let i = 0; i < 20; i++) total += count(build(null, 14));
  print(total);
}
main();
