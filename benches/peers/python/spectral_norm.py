from math import sqrt


def entry(i, j):
    k = i + j
    return 1.0 / (k * (k + 1) * 0.5 + i + 1)


def times(v, n):
    out = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += entry(i, j) * v[j]
        out.append(total)
    return out


def transposed(v, n):
    out = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += entry(j, i) * v[j]
        out.append(total)
    return out


def main():
    n = 120
    u = []
    for i in range(n):
        u.append(1.0)
    for _ in range(10):
        v = transposed(times(u, n), n)
        u = transposed(times(v, n), n)
    vbv = 0.0
    vv = 0.0
    for i in range(n):
        vbv += u[i] * v[i]
        vv += v[i] * v[i]
    print(int(sqrt(vbv / vv) * 1000000000))


main()
