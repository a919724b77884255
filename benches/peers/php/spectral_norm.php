<?php
function entry($i, $j) {
    $k = $i + $j;
    return 1.0 / ($k * ($k + 1) * 0.5 + $i + 1);
}
function times($v, $n) {
    $out = [];
    for ($i = 0; $i < $n; $i++) {
        $sum = 0.0;
        for ($j = 0; $j < $n; $j++) $sum += entry($i, $j) * $v[$j];
        $out[] = $sum;
    }
    return $out;
}
function transposed($v, $n) {
    $out = [];
    for ($i = 0; $i < $n; $i++) {
        $sum = 0.0;
        for ($j = 0; $j < $n; $j++) $sum += entry($j, $i) * $v[$j];
        $out[] = $sum;
    }
    return $out;
}
function main() {
    $n = 120;
    $u = [];
    for ($i = 0; $i < $n; $i++) $u[] = 1.0;
    for ($round = 0; $round < 10; $round++) {
        $v = transposed(times($u, $n), $n);
        $u = transposed(times($v, $n), $n);
    }
    $vbv = 0.0;
    $vv = 0.0;
    for ($i = 0; $i < $n; $i++) {
        $vbv += $u[$i] * $v[$i];
        $vv += $v[$i] * $v[$i];
    }
    echo (int)(sqrt($vbv / $vv) * 1000000000), "\n";
}
main();
