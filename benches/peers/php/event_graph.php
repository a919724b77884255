<?php
final class Window {
    public $name = "window";
    public $children = [];
    public $clicks = 0;
}
final class Button {
    public $owner;
    public $label = "button";
    public $handlers = [];
    public $next;
    function __construct($owner, $next) { $this->owner = $owner; $this->next = $next; }
    function on($handler) { $this->handlers[] = $handler; }
    function click() { foreach ($this->handlers as $handler) $handler($this); }
}
function open($number) {
    $window = new Window();
    $last = null;
    for ($i = 0; $i < 8; $i++) {
        $button = new Button($window, $last);
        $button->on(function ($b) { $b->owner->clicks += 1; });
        $button->on(function ($b) use ($window, $i) { $window->clicks += $i; });
        $window->children[] = $button;
        $last = $button;
    }
    $window->children[0]->next = $last;
    return $window;
}
function main() {
    $clicks = 0;
    $kept = [];
    for ($number = 0; $number < 20000; $number++) {
        $window = open($number);
        foreach ($window->children as $child) $child->click();
        $clicks += $window->clicks;
        if ($number % 100 == 0) $kept[] = $window;
    }
    echo $clicks, " ", count($kept), "\n";
}
main();
