class Node:
    __slots__ = ("value", "next")

    def __init__(self, value, next):
        self.value = value
        self.next = next


def pair(i):
    a = Node(i, None)
    b = Node(i + 1, a)
    a.next = b


def main():
    for i in range(1000000):
        pair(i)
    print("done")


main()
