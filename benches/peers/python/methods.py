class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def move(self, dx, dy):
        self.x = self.x + dx
        self.y = self.y + dy
        return self

    def norm1(self):
        return self.x + self.y


def main():
    p = Point(0, 0)
    total = 0
    for i in range(1000000):
        p.move(1, 2)
        total = total + p.norm1() % 7
    print(f"Point {{ x: {p.x}, y: {p.y} }}", total)


main()
