def numbers(n):
    xs = []
    seed = 7
    for i in range(n):
        seed = (seed * 16807) % 2147483647
        xs.append(seed)
    return xs


def main():
    xs = numbers(200000)
    xs.sort()
    print(xs[0], xs[100000], xs[199999])


main()
