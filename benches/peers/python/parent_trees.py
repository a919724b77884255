class Tree:
    __slots__ = ("parent", "left", "right")

    def __init__(self, parent):
        self.parent = parent
        self.left = None
        self.right = None


def build(parent, depth):
    node = Tree(parent)
    if depth > 0:
        node.left = build(node, depth - 1)
        node.right = build(node, depth - 1)
    return node


def count(tree):
    if tree.left is None:
        return 1
    return 1 + count(tree.left) + count(tree.right)


def main():
    total = 0
    for i in range(20):
        total += count(build(None, 14))
    print(total)


main()
