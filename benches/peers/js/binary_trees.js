class Tree {
  constructor(left, right) { this.left = left; this.right = right; }
}
function build(depth) {
  if (depth == 0) return new Tree(null, null);
  return new Tree(build(depth - 1), build(depth - 1));
}
function count(tree) {
  if (tree.left === null) return 1;
  return 1 + count(tree.left) + count(tree.right);
}
function main() {
  let total = 0;
  for (let i = 0; i < 20; i++) total += count(build(14));
  print(total);
}
main();
