class Window:
    __slots__ = ("name", "children", "clicks")

    def __init__(self):
        self.name = "window"
        self.children = []
        self.clicks = 0


class Button:
    __slots__ = ("owner", "label", "handlers", "next")

    def __init__(self, owner, next):
        self.owner = owner
        self.label = "button"
        self.handlers = []
        self.next = next

    def on(self, handler):
        self.handlers.append(handler)

    def click(self):
        for handler in self.handlers:
            handler(self)


def open_window(number):
    window = Window()

    def add_button(i, last):
        button = Button(window, last)

        def count(b):
            b.owner.clicks += 1

        def count_i(b):
            window.clicks += i

        button.on(count)
        button.on(count_i)
        window.children.append(button)
        return button

    last = None
    for i in range(8):
        last = add_button(i, last)
    window.children[0].next = last
    return window


def main():
    clicks = 0
    kept = []
    for number in range(20000):
        window = open_window(number)
        for child in window.children:
            child.click()
        clicks += window.clicks
        if number % 100 == 0:
            kept.append(window)
    print(clicks, len(kept))


main()
