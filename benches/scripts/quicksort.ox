// Quicksort in the language: comparisons and swaps in a list.
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
    seed = (seed * 16807) % 2147483647
    xs.push(seed)
  }
  return xs
}

main {
  let xs = numbers(100000)
  quicksort(xs, 0, len(xs) - 1)
  print(xs[0], xs[50000], xs[99999])
}
