<?php
function quicksort(&$xs, $low, $high) {
    if ($low >= $high) return null;
    $pivot = $xs[intdiv($low + $high, 2)];
    $i = $low;
    $j = $high;
    while ($i <= $j) {
        while ($xs[$i] < $pivot) $i += 1;
        while ($xs[$j] > $pivot) $j -= 1;
        if ($i <= $j) {
            $t = $xs[$i];
            $xs[$i] = $xs[$j];
            $xs[$j] = $t;
            $i += 1;
            $j -= 1;
        }
    }
    quicksort($xs, $low, $j);
    quicksort($xs, $i, $high);
}
function numbers($n) {
    $xs = [];
    $seed = 7;
    for ($i = 0; $i < $n; $i++) {
        $seed = ($seed * 1103515245 + 12345) % 2147483648;
        $xs[] = $seed;
    }
    return $xs;
}
function main() {
    $a = numbers(100000);
    $b = numbers(100000);
    sort($a);
    quicksort($b, 0, count($b) - 1);
    echo $a == $b ? "true" : "false", " ", $a[0], " ", $a[99999], "\n";
}
main();
