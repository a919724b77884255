<?php
final class Body {
    function __construct(public $x, public $y, public $z, public $vx, public $vy, public $vz, public $mass) {}
}
function bodies() {
    $pi = 3.141592653589793;
    $solar = 4.0 * $pi * $pi;
    $year = 365.24;
    return [
        new Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, $solar),
        new Body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694 * $year, 0.00769901118419740425 * $year, -0.0000690460016972063023 * $year, 0.000954791938424326609 * $solar),
        new Body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411250 * $year, 0.00499852801234917238 * $year, 0.0000230417297573763929 * $year, 0.000285885980666130812 * $solar),
        new Body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618 * $year, 0.00237847173959480950 * $year, -0.0000296589568540237556 * $year, 0.0000436624404335156298 * $solar),
        new Body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322 * $year, 0.00162824170038242295 * $year, -0.0000951592254519715870 * $year, 0.0000515138902046611451 * $solar),
    ];
}
function energy($system) {
    $e = 0.0;
    $n = count($system);
    for ($i = 0; $i < $n; $i++) {
        $a = $system[$i];
        $e += 0.5 * $a->mass * ($a->vx * $a->vx + $a->vy * $a->vy + $a->vz * $a->vz);
        for ($j = $i + 1; $j < $n; $j++) {
            $b = $system[$j];
            $dx = $a->x - $b->x;
            $dy = $a->y - $b->y;
            $dz = $a->z - $b->z;
            $e -= $a->mass * $b->mass / sqrt($dx * $dx + $dy * $dy + $dz * $dz);
        }
    }
    return $e;
}
function advance($system, $dt) {
    $n = count($system);
    for ($i = 0; $i < $n; $i++) {
        $a = $system[$i];
        for ($j = $i + 1; $j < $n; $j++) {
            $b = $system[$j];
            $dx = $a->x - $b->x;
            $dy = $a->y - $b->y;
            $dz = $a->z - $b->z;
            $d2 = $dx * $dx + $dy * $dy + $dz * $dz;
            $mag = $dt / ($d2 * sqrt($d2));
            $a->vx -= $dx * $b->mass * $mag;
            $a->vy -= $dy * $b->mass * $mag;
            $a->vz -= $dz * $b->mass * $mag;
            $b->vx += $dx * $a->mass * $mag;
            $b->vy += $dy * $a->mass * $mag;
            $b->vz += $dz * $a->mass * $mag;
        }
    }
    foreach ($system as $b) {
        $b->x += $dt * $b->vx;
        $b->y += $dt * $b->vy;
        $b->z += $dt * $b->vz;
    }
}
function main() {
    $system = bodies();
    for ($i = 0; $i < 50000; $i++) advance($system, 0.01);
    echo round(energy($system), 9), "\n";
}
main();
