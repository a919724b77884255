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
        $seed = ($seed * 16807) % 2147483647;
        $xs[] = $seed;
    }
    return $xs;
}
function main() {
    $xs = numbers(100000);
    quicksort($xs, 0, count($xs) - 1);
    echo $xs[0], " ", $xs[50000], " ", $xs[99999], "\n";
}
main();
