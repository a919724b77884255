<?php
final class Entry {
    public $key;
    public $value;
    public $before = null;
    public $after = null;
    function __construct($key, $value) { $this->key = $key; $this->value = $value; }
}
final class Lru {
    public $capacity;
    public $size = 0;
    public $table = [];
    public $head = null;
    public $tail = null;
    function __construct($capacity) { $this->capacity = $capacity; }
    function unlink($e) {
        if ($e->before === null) $this->head = $e->after; else $e->before->after = $e->after;
        if ($e->after === null) $this->tail = $e->before; else $e->after->before = $e->before;
    }
    function front($e) {
        $e->before = null;
        $e->after = $this->head;
        if ($this->head === null) $this->tail = $e; else $this->head->before = $e;
        $this->head = $e;
    }
    function get($key) {
        $e = $this->table[$key] ?? null;
        if ($e === null) return null;
        $this->unlink($e);
        $this->front($e);
        return $e->value;
    }
    function put($key, $value) {
        $e = $this->table[$key] ?? null;
        if ($e !== null) {
            $e->value = $value;
            $this->unlink($e);
            $this->front($e);
            return null;
        }
        if ($this->size == $this->capacity) {
            $old = $this->tail;
            $this->unlink($old);
            unset($this->table[$old->key]);
            $this->size -= 1;
        }
        $fresh = new Entry($key, $value);
        $this->table[$key] = $fresh;
        $this->front($fresh);
        $this->size += 1;
    }
}
function main() {
    $cache = new Lru(100);
    $hits = 0;
    $seed = 1;
    for ($i = 0; $i < 200000; $i++) {
        $seed = ($seed * 16807) % 2147483647;
        $key = "k" . ($seed % 300);
        if ($cache->get($key) === null) $cache->put($key, $i); else $hits += 1;
    }
    echo $hits, " ", $cache->size, "\n";
}
main();
