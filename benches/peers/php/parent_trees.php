<?php
final class Tree {
    public $parent;
    public $left = null;
    public $right = null;
    function __construct($parent) { $this->parent = $parent; }
}
function build($parent, $depth) {
    $node = new Tree($parent);
    if ($depth > 0) {
        $node->left = build($node, $depth - 1);
        $node->right = build($node, $depth - 1);
    }
    return $node;
}
function weigh($tree) {
    if ($tree->left === null) return 1;
    return 1 + weigh($tree->left) + weigh($tree->right);
}
function main() {
    $total = 0;
    for ($i = 0; $i < 20; $i++) $total += weigh(build(null, 14));
    echo $total, "\n";
}
main();
