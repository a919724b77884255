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
        seed = (seed * 1103515245 + 12345) % 2147483648
        xs.append(seed)
    return xs


def main():
    a = numbers(100000)
    b = numbers(100000)
    a.sort()
    quicksort(b, 0, len(b) - 1)
    print("true" if a == b else "false", a[0], a[99999])


main()
