def main():
    words = []
    seed = 42
    for i in range(200000):
        seed = (seed * 16807) % 2147483647
        words.append("w" + str(seed % 5000))
    counts = {}
    for w in words:
        counts[w] = counts.get(w, 0) + 1
    best = 0
    for w, n in counts.items():
        if n > best:
            best = n
    print(len(counts), best)


main()
