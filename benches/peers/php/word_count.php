<?php
function main() {
    $words = [];
    $seed = 42;
    for ($i = 0; $i < 200000; $i++) {
        $seed = ($seed * 16807) % 2147483647;
        $words[] = "w" . ($seed % 5000);
    }
    $counts = [];
    foreach ($words as $w) $counts[$w] = ($counts[$w] ?? 0) + 1;
    $best = 0;
    foreach ($counts as $w => $n) if ($n > $best) $best = $n;
    echo count($counts), " $best\n";
}
main();
