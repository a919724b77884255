<?php
function main() {
    $sum = 0;
    $i = 0;
    while ($i < 5000000) {
        $sum = $sum + $i;
        $i = $i + 1;
    }
    echo $sum, "\n";
}
main();
