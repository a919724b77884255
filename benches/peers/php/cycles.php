<?php
final class Node {
    public $value;
    public $next;
    function __construct($value, $next) { $this->value = $value; $this->next = $next; }
}
function pair($i) {
    $a = new Node($i, null);
    $b = new Node($i + 1, $a);
    $a->next = $b;
}
function main() {
    for ($i = 0; $i < 1000000; $i++) pair($i);
    echo "done\n";
}
main();
