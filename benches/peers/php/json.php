<?php
final class Parser {
    public $text;
    public $at = 0;
    public $size;
    function __construct($text) { $this->text = $text; $this->size = strlen($text); }
    function blank() {
        $text = $this->text;
        while ($this->at < $this->size) {
            $c = $text[$this->at];
            if ($c !== " " && $c !== "\n") return null;
            $this->at += 1;
        }
    }
    function word() {
        $this->at += 1;
        $start = $this->at;
        $text = $this->text;
        $i = $start;
        while ($text[$i] !== "\"") $i += 1;
        $this->at = $i + 1;
        return substr($text, $start, $i - $start);
    }
    function number() {
        $start = $this->at;
        $text = $this->text;
        $i = $start;
        while ($i < $this->size) {
            $c = $text[$i];
            if (($c < "0" || $c > "9") && $c !== "-" && $c !== ".") break;
            $i += 1;
        }
        $this->at = $i;
        return (float)substr($text, $start, $i - $start);
    }
    function items() {
        $items = [];
        $this->at += 1;
        $this->blank();
        while ($this->text[$this->at] !== "]") {
            $items[] = $this->value();
            $this->blank();
            if ($this->text[$this->at] === ",") { $this->at += 1; $this->blank(); }
        }
        $this->at += 1;
        return $items;
    }
    function members() {
        $members = new stdClass();
        $this->at += 1;
        $this->blank();
        while ($this->text[$this->at] !== "}") {
            $key = $this->word();
            $this->blank();
            $this->at += 1;
            $members->$key = $this->value();
            $this->blank();
            if ($this->text[$this->at] === ",") { $this->at += 1; $this->blank(); }
        }
        $this->at += 1;
        return $members;
    }
    function value() {
        $this->blank();
        $c = $this->text[$this->at];
        if ($c === "{") return $this->members();
        if ($c === "[") return $this->items();
        if ($c === "\"") return $this->word();
        if ($c === "t") { $this->at += 4; return true; }
        if ($c === "f") { $this->at += 5; return false; }
        if ($c === "n") { $this->at += 4; return null; }
        return $this->number();
    }
}
function weigh($value) {
    if (is_array($value)) {
        $sum = 0;
        foreach ($value as $item) $sum += weigh($item);
        return $sum;
    }
    if (is_object($value)) {
        $sum = 0;
        foreach ($value as $key => $item) $sum += strlen($key) + weigh($item);
        return $sum;
    }
    if (is_string($value)) return strlen($value);
    if (is_float($value)) return $value;
    return 1;
}
function main() {
    $parts = [];
    for ($i = 0; $i < 1000; $i++) {
        $id = "" . $i;
        $parts[] = "{\"id\": " . $id . ", \"name\": \"item " . $id . "\", \"tags\": [\"a\", \"bb\", \"ccc\"], \"size\": {\"w\": 1.5, \"h\": -2}, \"ok\": true, \"none\": null}";
    }
    $text = "[" . implode(", ", $parts) . "]";
    $sum = 0;
    for ($round = 0; $round < 4; $round++) {
        $p = new Parser($text);
        $sum += weigh($p->value());
    }
    echo (int)$sum, "\n";
}
main();
