<?php
function counter() {
    $n = 0;
    return function ($step) use (&$n) { $n = $n + $step; return $n; };
}
function main() {
    $c = counter();
    $add = function ($a, $b) { return $a + $b; };
    $total = 0;
    for ($i = 0; $i < 1000000; $i++) $total = $add($total, $c(1));
    echo $total, "\n";
}
main();
