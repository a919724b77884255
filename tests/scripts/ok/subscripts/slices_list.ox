// Slices clamp, count from the end and give new lists.
main {
  let xs = [0, 1, 2, 3, 4]
  print(xs[1:3], xs[:2], xs[3:], xs[:], xs[-2:], xs[:-1], xs[-3:-1])
  print(xs[4:2], xs[9:], xs[-9:2], xs[1.9:3.2])
  let all = xs[:]
  all.push(9)
  print(len(xs), len(all))
}
