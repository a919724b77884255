<?php
function numbers($n) {
    $xs = [];
    $seed = 7;
    for ($i = 0; $i < $n; $i++) {
        $seed = ($seed * 16807) % 2147483647;
        $xs[] = $seed;
    }
    return $xs;
}
function main() {
    $xs = numbers(200000);
    sort($xs);
    echo $xs[0], " ", $xs[100000], " ", $xs[199999], "\n";
}
main();
