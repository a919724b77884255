def counter():
    n = 0

    def step_by(step):
        nonlocal n
        n = n + step
        return n

    return step_by


def main():
    c = counter()
    add = lambda a, b: a + b
    total = 0
    for i in range(1000000):
        total = add(total, c(1))
    print(total)


main()
