// Containers and indexes are evaluated before later operands change the variables.
main {
  let xs = [10, 20, 30]
  let i = 0
  print(xs[i] + xs[i = 2], i)
  let ys = [1, 2]
  print(ys[0] + (ys = [100, 200])[1], ys)
  let k = 0
  xs[k] = (k = 1)
  print(xs)
  let r = 0..(i = 4)
  print(r, i)
}
