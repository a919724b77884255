<?php
final class Point {
    public $x;
    public $y;
    function __construct($x, $y) { $this->x = $x; $this->y = $y; }
    function move($dx, $dy) { $this->x = $this->x + $dx; $this->y = $this->y + $dy; return $this; }
    function norm1() { return $this->x + $this->y; }
}
function main() {
    $p = new Point(0, 0);
    $sum = 0;
    for ($i = 0; $i < 1000000; $i++) {
        $p->move(1, 2);
        $sum = $sum + $p->norm1() % 7;
    }
    echo "Point { x: {$p->x}, y: {$p->y} } $sum\n";
}
main();
