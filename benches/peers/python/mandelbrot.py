def main():
    size = 160
    inside = 0
    for py in range(size):
        for px in range(size):
            x0 = px * 3.0 / size - 2.0
            y0 = py * 2.0 / size - 1.0
            x = 0.0
            y = 0.0
            i = 0
            while i < 100 and x * x + y * y <= 4.0:
                t = x * x - y * y + x0
                y = 2.0 * x * y + y0
                x = t
                i += 1
            if i == 100:
                inside += 1
    print(inside)


main()
