def quicksort(xs, low, high):
    if low >= high:
        return None
    pivot = xs[(low + high) // 2]
    i = low
    j = high
    while i <= j:
        while xs[i] < pivot:
            i += 1
        while xs[j] > pivot:
            j -= 1
        if i <= j:
            t = xs[i]
            xs[i] = xs[j]
            xs[j] = t
            i += 1
            j -= 1
    quicksort(xs, low, j)
    quicksort(xs, i, high)


def numbers(n):
    xs = []
    seed = 7
    for i in range(n):
        seed = (seed * 16807) % 2147483647
        xs.append(seed)
    return xs


def main():
    xs = numbers(100000)
    quicksort(xs, 0, len(xs) - 1)
    print(xs[0], xs[50000], xs[99999])


main()
