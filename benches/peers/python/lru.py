class Entry:
    __slots__ = ("key", "value", "before", "after")

    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.before = None
        self.after = None


class Lru:
    __slots__ = ("capacity", "size", "table", "head", "tail")

    def __init__(self, capacity):
        self.capacity = capacity
        self.size = 0
        self.table = {}
        self.head = None
        self.tail = None

    def unlink(self, e):
        if e.before is None:
            self.head = e.after
        else:
            e.before.after = e.after
        if e.after is None:
            self.tail = e.before
        else:
            e.after.before = e.before

    def front(self, e):
        e.before = None
        e.after = self.head
        if self.head is None:
            self.tail = e
        else:
            self.head.before = e
        self.head = e

    def get(self, key):
        e = self.table.get(key)
        if e is None:
            return None
        self.unlink(e)
        self.front(e)
        return e.value

    def put(self, key, value):
        e = self.table.get(key)
        if e is not None:
            e.value = value
            self.unlink(e)
            self.front(e)
            return None
        if self.size == self.capacity:
            old = self.tail
            self.unlink(old)
            del self.table[old.key]
            self.size -= 1
        fresh = Entry(key, value)
        self.table[key] = fresh
        self.front(fresh)
        self.size += 1


def main():
    cache = Lru(100)
    hits = 0
    seed = 1
    for i in range(200000):
        seed = (seed * 16807) % 2147483647
        key = "k" + str(seed % 300)
        if cache.get(key) is None:
            cache.put(key, i)
        else:
            hits += 1
    print(hits, cache.size)


main()
