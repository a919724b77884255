def main():
    s = ""
    for i in range(200000):
        s += "x"
    print(len(s))
    words = []
    for i in range(50000):
        words.append("word" + str(i))
    text = " ".join(words)
    print(len(text.split(" ")), len(text.replace("word", "w")))


main()
