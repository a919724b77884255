<?php
final class Tree {
    public $left;
    public $right;
    function __construct($left, $right) { $this->left = $left; $this->right = $right; }
}
function build($depth) {
    if ($depth == 0) return new Tree(null, null);
    return new Tree(build($depth - 1), build($depth - 1));
}
function weigh($tree) {
    if ($tree->left === null) return 1;
    return 1 + weigh($tree->left) + weigh($tree->right);
}
function main() {
    $total = 0;
    for ($i = 0; $i < 20; $i++) $total += weigh(build(14));
    echo $total, "\n";
}
main();
