// The built-in sort, and quicksort in the language.
fn quicksort(xs, low, high) {
  if low >= high { return null }
  let pivot = xs[(low + high - (low + high) % 2) / 2 |> int]
  let i = low
  let j = high
  while i <= j {
    while xs[i] < pivot { i += 1 }
    while xs[j] > pivot { j -= 1 }
    if i <= j {
      let t = xs[i]
      xs[i] = xs[j]
      xs[j] = t
      i += 1
      j -= 1
    }
  }
  quicksort(xs, low, j)
  quicksort(xs, i, high)
}

fn numbers(n) {
  let xs = []
  let seed = 7
  for i in 0..n {
    seed = (seed * 1103515245 + 12345) % 2147483648
    xs.push(seed)
  }
  return xs
}

main {
  let a = numbers(100000)
  let b = numbers(100000)
  array.sort(a)
  quicksort(b, 0, len(b) - 1)
  print(a == b, a[0], a[99999])
}
