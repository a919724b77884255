class Entry {
  constructor(key, value) { this.key = key; this.value = value; this.before = null; this.after = null; }
}
class Lru {
  constructor(capacity) {
    this.capacity = capacity;
    this.size = 0;
    this.table = new Map();
    this.head = null;
    this.tail = null;
  }
  unlink(e) {
    if (e.before === null) this.head = e.after; else e.before.after = e.after;
    if (e.after === null) this.tail = e.before; else e.after.before = e.before;
  }
  front(e) {
    e.before = null;
    e.after = this.head;
    if (this.head === null) this.tail = e; else this.head.before = e;
    this.head = e;
  }
  get(key) {
    const e = this.table.get(key);
    if (e === undefined) return null;
    this.unlink(e);
    this.front(e);
    return e.value;
  }
  put(key, value) {
    const e = this.table.get(key);
    if (e !== undefined) {
      e.value = value;
      this.unlink(e);
      this.front(e);
      return;
    }
    if (this.size == this.capacity) {
      const old = this.tail;
      this.unlink(old);
      this.table.delete(old.key);
      this.size -= 1;
    }
    const fresh = new Entry(key, value);
    this.table.set(key, fresh);
    this.front(fresh);
    this.size += 1;
  }
}
function main() {
  const cache = new Lru(100);
  let hits = 0;
  let seed = 1;
  for (let i = 0; i < 200000; i++) {
    seed = (seed * 16807) % 2147483647;
    const key = "k" + (seed % 300);
    if (cache.get(key) === null) cache.put(key, i); else hits += 1;
  }
  print(hits + " " + cache.size);
}
main();
