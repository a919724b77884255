<?php
function main() {
    $s = "";
    for ($i = 0; $i < 200000; $i++) $s .= "x";
    echo strlen($s), "\n";
    $words = [];
    for ($i = 0; $i < 50000; $i++) $words[] = "word" . $i;
    $text = implode(" ", $words);
    echo count(explode(" ", $text)), " ", strlen(str_replace("word", "w", $text)), "\n";
}
main();
