class Parser:
    __slots__ = ("text", "at", "size")

    def __init__(self, text):
        self.text = text
        self.at = 0
        self.size = len(text)

    def blank(self):
        text = self.text
        while self.at < self.size:
            c = text[self.at]
            if c != " " and c != "\n":
                return None
            self.at += 1

    def word(self):
        self.at += 1
        start = self.at
        text = self.text
        i = start
        while text[i] != '"':
            i += 1
        self.at = i + 1
        return text[start:i]

    def number(self):
        start = self.at
        text = self.text
        i = start
        while i < self.size:
            c = text[i]
            if (c < "0" or c > "9") and c != "-" and c != ".":
                break
            i += 1
        self.at = i
        return float(text[start:i])

    def items(self):
        items = []
        self.at += 1
        self.blank()
        while self.text[self.at] != "]":
            items.append(self.value())
            self.blank()
            if self.text[self.at] == ",":
                self.at += 1
                self.blank()
        self.at += 1
        return items

    def members(self):
        members = {}
        self.at += 1
        self.blank()
        while self.text[self.at] != "}":
            key = self.word()
            self.blank()
            self.at += 1
            members[key] = self.value()
            self.blank()
            if self.text[self.at] == ",":
                self.at += 1
                self.blank()
        self.at += 1
        return members

    def value(self):
        self.blank()
        c = self.text[self.at]
        if c == "{":
            return self.members()
        if c == "[":
            return self.items()
        if c == '"':
            return self.word()
        if c == "t":
            self.at += 4
            return True
        if c == "f":
            self.at += 5
            return False
        if c == "n":
            self.at += 4
            return None
        return self.number()


def weigh(value):
    kind = type(value)
    if kind is list:
        total = 0
        for item in value:
            total += weigh(item)
        return total
    if kind is dict:
        total = 0
        for key in value.keys():
            total += len(key) + weigh(value[key])
        return total
    if kind is str:
        return len(value)
    if kind is float:
        return value
    return 1


def main():
    parts = []
    for i in range(1000):
        id = "" + str(i)
        parts.append('{"id": ' + id + ', "name": "item ' + id + '", "tags": ["a", "bb", "ccc"], "size": {"w": 1.5, "h": -2}, "ok": true, "none": null}')
    text = "[" + ", ".join(parts) + "]"
    total = 0
    for _ in range(4):
        total += weigh(Parser(text).value())
    print(int(total))


main()
