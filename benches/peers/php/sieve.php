<?php
function main() {
    $n = 1000000;
    $composite = [];
    for ($i = 0; $i < $n + 1; $i++) $composite[] = false;
    $count = 0;
    for ($i = 2; $i < $n + 1; $i++) {
        if (!$composite[$i]) {
            $count += 1;
            $j = $i * $i;
            while ($j <= $n) {
                $composite[$j] = true;
                $j += $i;
            }
        }
    }
    echo $count, "\n";
}
main();
